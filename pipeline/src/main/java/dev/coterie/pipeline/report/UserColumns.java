package dev.coterie.pipeline.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The users of the map as packed columns that a browser reads into typed arrays: places as 16-bit
 * parts of the picture's width and height, labels as 16-bit numbers, confidence as a byte; all
 * little-endian, in base 64.
 */
final class UserColumns {
  /** More points than this add nothing that the eye could see. */
  static final int MOST = 50_000;

  private static final int STEPS = 65_535;

  private final ReportData.Users users;
  private final int[] shown;

  UserColumns(ReportData.Users users) {
    this.users = users;
    int count = Math.min(users.size(), MOST);
    this.shown = new int[count];
    for (int i = 0; i < count; i++) {
      shown[i] = (int) ((long) i * users.size() / count);
    }
  }

  /** The columns by name; {@code ids} only where users may be named. */
  Map<String, Object> packed(UserNames names) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("shown", shown.length);
    columns.put("total", users.size());
    columns.put("x", places(users.mapX()));
    columns.put("y", places(users.mapY()));
    columns.put("segment", labels(users.segment()));
    columns.put("subsegment", labels(users.subsegment()));
    columns.put("confidence", bytes(users.confidence()));
    if (names.shown()) {
      List<String> ids = new ArrayList<>();
      for (int user : shown) {
        ids.add(users.ids().get(user));
      }
      columns.put("ids", ids);
    }
    return columns;
  }

  /** Where each segment's name goes: the middle of its users, in the units of the places. */
  double[][] centres(int segments) {
    double[][] centres = new double[segments][2];
    int[] sizes = new int[segments];
    float[][] axes = {users.mapX(), users.mapY()};
    for (int axis = 0; axis < 2; axis++) {
      Range range = Range.of(axes[axis]);
      Arrays.fill(sizes, 0);
      for (int u = 0; u < users.size(); u++) {
        centres[users.segment()[u]][axis] += range.step(axes[axis][u]);
        sizes[users.segment()[u]]++;
      }
      for (int s = 0; s < segments; s++) {
        centres[s][axis] = sizes[s] == 0 ? STEPS / 2.0 : Math.rint(centres[s][axis] / sizes[s]);
      }
    }
    return centres;
  }

  private String places(float[] column) {
    Range range = Range.of(column);
    ByteBuffer bytes = buffer(2);
    for (int user : shown) {
      bytes.putShort((short) range.step(column[user]));
    }
    return base64(bytes);
  }

  private String labels(int[] column) {
    ByteBuffer bytes = buffer(2);
    for (int user : shown) {
      bytes.putShort((short) column[user]);
    }
    return base64(bytes);
  }

  private String bytes(float[] column) {
    ByteBuffer bytes = buffer(1);
    for (int user : shown) {
      bytes.put((byte) Math.round(255 * Math.clamp(column[user], 0f, 1f)));
    }
    return base64(bytes);
  }

  private ByteBuffer buffer(int width) {
    return ByteBuffer.allocate(shown.length * width).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String base64(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(Base64.getEncoder().encode(bytes.flip())).toString();
  }

  /** The span of an axis; all values alike stand in the middle. */
  private record Range(float least, float most) {
    static Range of(float[] column) {
      float least = Float.POSITIVE_INFINITY;
      float most = Float.NEGATIVE_INFINITY;
      for (float value : column) {
        if (Float.isFinite(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
      return new Range(least, most);
    }

    int step(float value) {
      if (!(most > least) || !Float.isFinite(value)) {
        return STEPS / 2;
      }
      return (int) Math.rint(STEPS * ((double) value - least) / ((double) most - least));
    }
  }
}
