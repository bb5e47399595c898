package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserColumnsTest {
  private static ReportData.Users users(int count, float[] x) {
    float[] flat = new float[count];
    int[] labels = new int[count];
    labels[count - 1] = 300;
    float[] confidence = new float[count];
    confidence[0] = 1;
    return new ReportData.Users(
        IntStream.range(0, count).mapToObj(u -> "u" + u).toList(),
        labels,
        labels,
        confidence,
        flat,
        x,
        flat);
  }

  private static ByteBuffer unpacked(Map<String, Object> columns, String name) {
    return ByteBuffer.wrap(Base64.getDecoder().decode((String) columns.get(name)))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void placesSpanThePicture() {
    UserColumns columns = new UserColumns(users(3, new float[] {-2, 0, 2}));
    Map<String, Object> packed = columns.packed(new UserNames(true, List.of(), List.of()));
    ByteBuffer x = unpacked(packed, "x");
    assertThat(Short.toUnsignedInt(x.getShort(0))).isZero();
    assertThat(Short.toUnsignedInt(x.getShort(2))).isBetween(32_766, 32_769);
    assertThat(Short.toUnsignedInt(x.getShort(4))).isEqualTo(65_535);
    assertThat(unpacked(packed, "segment").getShort(4)).isEqualTo((short) 300);
    assertThat(unpacked(packed, "confidence").get(0)).isEqualTo((byte) 255);
    assertThat(packed.get("ids")).isEqualTo(List.of("u0", "u1", "u2"));
  }

  @Test
  void usersInOnePlaceStandInTheMiddle() {
    UserColumns columns = new UserColumns(users(2, new float[] {5, Float.NaN}));
    Map<String, Object> packed = columns.packed(new UserNames(false, List.of(), List.of()));
    assertThat(Short.toUnsignedInt(unpacked(packed, "x").getShort(0))).isEqualTo(32_767);
    assertThat(Short.toUnsignedInt(unpacked(packed, "x").getShort(2))).isEqualTo(32_767);
    assertThat(packed).doesNotContainKey("ids");
  }

  @Test
  void aCentreIsTheMeanOfItsUsers() {
    ReportData.Users users =
        new ReportData.Users(
            List.of("a", "b", "c"),
            new int[] {0, 0, 1},
            new int[3],
            new float[3],
            new float[3],
            new float[] {0, 5, 10},
            new float[3]);
    double[][] centres = new UserColumns(users).centres(2);
    assertThat(centres[0][0]).isBetween(16_383.0, 16_385.0);
    assertThat(centres[1][0]).isEqualTo(65_535);
  }

  @Test
  void moreThanTheEyeCanSeeAreThinnedOutEvenly() {
    int count = 3 * UserColumns.MOST;
    Map<String, Object> packed =
        new UserColumns(users(count, new float[count]))
            .packed(new UserNames(true, List.of(), List.of()));
    assertThat(packed).containsEntry("shown", UserColumns.MOST).containsEntry("total", count);
    assertThat((List<?>) packed.get("ids")).hasSize(UserColumns.MOST).element(1).isEqualTo("u3");
  }
}
