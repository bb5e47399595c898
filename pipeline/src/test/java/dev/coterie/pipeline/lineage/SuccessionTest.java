package dev.coterie.pipeline.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.Lineage;
import dev.coterie.domain.Lineage.Descent;
import dev.coterie.domain.Lineage.Fate;
import dev.coterie.domain.Lineage.Flow;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.lineage.Generation.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  /** Users by the place of their segment; each segment has one subsegment. */
  private static Generation generation(int segments, int[] ofUser, Map<String, Integer> highest) {
    List<String> ids = IntStream.rangeClosed(1, segments).mapToObj(s -> "s" + s).toList();
    List<String> subIds = ids.stream().map(id -> id + ".1").toList();
    Matrix centres = Matrix.zeros(segments, 1);
    Map<String, Integer> users = new HashMap<>();
    for (int u = 0; u < ofUser.length; u++) {
      if (ofUser[u] >= 0) {
        users.put("u" + u, ofUser[u]);
      }
    }
    return new Generation(
        "fit",
        new Level(ids, centres, users),
        new Level(subIds, centres, users),
        IntStream.range(0, segments).toArray(),
        Map.of(),
        new TreeMap<>(highest));
  }

  private static int[] users(int... countThenSegment) {
    IntStream users = IntStream.empty();
    for (int i = 0; i < countThenSegment.length; i += 2) {
      int segment = countThenSegment[i + 1];
      users = IntStream.concat(users, IntStream.range(0, countThenSegment[i]).map(u -> segment));
    }
    return users.toArray();
  }

  @Test
  void idsFollowTheUsersNotTheOrder() {
    Generation before = generation(2, users(30, 0, 20, 1), Map.of("", 2, "s1", 1, "s2", 1));
    Generation after = generation(2, users(28, 1, 22, 0), Map.of());
    assertThat(Succession.of(before, after).ids()).containsExactly("s2", "s1", "s2.1", "s1.1");
    Lineage lineage = Succession.of(before, after).lineage();
    assertThat(lineage.usersInBoth()).isEqualTo(50);
    assertThat(lineage.usersWhoStayed()).isEqualTo(48);
    assertThat(lineage.flows().getFirst()).isEqualTo(new Flow("s1", "s2", 28));
  }

  @Test
  void aNumberIsNeverGivenTwice() {
    // s3 and s1.2 died in an earlier fit.
    Generation before = generation(2, users(30, 0, 30, 1), Map.of("", 3, "s1", 2, "s2", 1));
    Generation after = generation(3, users(30, 0, 10, 2, 20, 1), Map.of());
    assertThat(Succession.of(before, after).ids())
        .containsExactly("s1", "s2", "s4", "s1.1", "s2.1", "s4.1");
  }

  @Test
  void splitsMergersBirthsAndDeathsAreTold() {
    Generation before = generation(4, users(60, 0, 30, 1, 20, 2, 12, 3, 9, -1), Map.of("", 4));
    // s1 gives 25 to a new one; most of s3 is in s2; s4 is scattered; the last is of new users.
    int[] now = users(35, 0, 25, 2, 30, 1, 20, 1, 3, 0, 3, 1, 3, 2, 3, 3, 9, 3);
    Lineage lineage = Succession.of(before, generation(4, now, Map.of())).lineage();
    assertThat(lineage.of("s1").map(Descent::fate)).contains(Fate.SPLIT);
    assertThat(lineage.of("s1").orElseThrow().others()).containsExactly("s3");
    assertThat(lineage.of("s2").map(Descent::fate)).contains(Fate.MERGED);
    assertThat(lineage.of("s2").orElseThrow().others()).containsExactly("s3");
    Descent part = lineage.of("s3").orElseThrow();
    assertThat(part.fate()).isEqualTo(Fate.BORN);
    assertThat(part.others()).containsExactly("s1");
    assertThat(lineage.descents())
        .filteredOn(
            descent -> descent.fate() == Fate.DIED && !descent.before().orElse("").contains("."))
        .extracting(Descent::before)
        .containsExactly(Optional.of("s3"));
    assertThat(lineage.highest()).containsEntry("", 4);
  }

  @Test
  void centresAreComparedInOneSpace() {
    // The later space is the earlier one turned by a right angle.
    Map<String, float[]> old =
        Map.of("a", new float[] {1, 0}, "b", new float[] {0, 1}, "c", new float[] {0.6f, 0.8f});
    Map<String, float[]> turned =
        Map.of("a", new float[] {0, 1}, "b", new float[] {-1, 0}, "c", new float[] {-0.8f, 0.6f});
    Level before =
        new Level(
            List.of("s1", "s2"), Matrix.ofRows(new float[][] {{1, 0}, {0, 1}}), Map.of("x", 0));
    Level after =
        new Level(
            List.of("s1", "s2"), Matrix.ofRows(new float[][] {{-1, 0}, {0, 1}}), Map.of("y", 0));
    Level none = new Level(List.of(), Matrix.zeros(0, 2), Map.of());
    Succession succession =
        Succession.of(
            new Generation("a", before, none, new int[0], old, new TreeMap<>(Map.of("", 2))),
            new Generation("b", after, none, new int[0], turned, new TreeMap<>(Map.of("", 2))));
    assertThat(succession.ids()).as("nobody is in both").containsExactly("s2", "s1");
    assertThat(succession.lineage().of("s1").orElseThrow().closeness().orElseThrow())
        .isCloseTo(1, within(1e-5));
  }
}
