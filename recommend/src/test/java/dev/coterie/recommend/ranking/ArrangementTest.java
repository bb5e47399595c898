package dev.coterie.recommend.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.recommend.History;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrangementTest {
  private static final Matrix PLAIN = Matrix.ofRows(new float[][] {{1, 0}, {1, 0}, {0, 1}, {0, 1}});

  private static int[] list(float[] scores, Arrangement arrangement, int n) {
    return Ranking.list(
        scores.clone(), History.none(0), Rules.unseen(scores.length), arrangement, n);
  }

  private static Arrangement capped(int most, int... category) {
    return new Arrangement(new int[0], category, most, 0, Matrix.zeros(category.length, 0));
  }

  private static Arrangement diverse(double diversity) {
    return new Arrangement(new int[0], new int[0], 0, diversity, PLAIN);
  }

  @Test
  void capsHoldWhileThereAreOthersAndNeverShortenAList() {
    float[] scores = {9, 8, 7, 6, 5};
    assertThat(list(scores, capped(1, 0, 0, 0, 1, -1), 3)).containsExactly(0, 3, 4);
    assertThat(list(scores, capped(1, 0, 0, 0, 0, 0), 3)).containsExactly(0, 1, 2);
    assertThat(list(scores, capped(1, -1, -1, -1, -1, -1), 3)).containsExactly(0, 1, 2);
  }

  @Test
  void diversityBringsWhatIsUnlikeTheListForward() {
    float[] scores = {1, 0.9f, 0.8f, 0};
    assertThat(list(scores, diverse(0), 3)).containsExactly(0, 1, 2);
    assertThat(list(scores, diverse(0.5), 3)).containsExactly(0, 2, 1);
    assertThat(list(scores, diverse(1), 2)).containsExactly(0, 2);
  }

  @Test
  void pinnedItemsComeFirstAsFarAsTheyMay() {
    Arrangement pins =
        new Arrangement(new int[] {3, 1, 3, 0}, new int[0], 0, 0, Matrix.zeros(4, 0));
    BitSet eligible = BitSet.valueOf(new long[] {0b1110});
    History seen = new History(new int[] {1}, new float[1], new long[1], 0, new int[0]);
    assertThat(Ranking.list(new float[] {9, 8, 7, 6}, seen, new Rules(false, eligible), pins, 4))
        .containsExactly(3, 2);
    assertThat(list(new float[] {9, 8, 7, 6}, pins, 2)).containsExactly(3, 1);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> diverse(Double.NaN)).hasMessageContaining("diversity");
    assertThatThrownBy(() -> diverse(1.1)).hasMessageContaining("1.1");
    assertThatThrownBy(() -> capped(-1)).hasMessageContaining("-1");
  }

  /** Never what is hidden or turned down, exactly as many as there can be, pins before the rest. */
  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#hundred")
  void randomRulesAreKept(Cases cases) {
    int items = cases.size("items", 1, 80);
    SplittableRandom random = cases.random("rules");
    BitSet eligible = new BitSet();
    IntStream.range(0, items).filter(i -> random.nextInt(4) > 0).forEach(eligible::set);
    int[] seen = IntStream.range(0, items).filter(i -> random.nextInt(5) == 0).toArray();
    int[] excluded = IntStream.range(0, items).filter(i -> random.nextInt(8) == 0).toArray();
    boolean keepSeen = random.nextBoolean();
    int[] category = IntStream.range(0, items).map(i -> random.nextInt(5) - 1).toArray();
    int most = random.nextInt(4);
    int[] pinned = random.ints(random.nextInt(4), 0, items).toArray();
    Matrix vectors = Matrix.zeros(items, 3);
    float[] scores = new float[items];
    for (int i = 0; i < items; i++) {
      scores[i] = random.nextInt(6) - 3;
      for (int d = 0; d < 3; d++) {
        vectors.set(i, d, random.nextInt(3) - 1);
      }
      VectorMath.normalise(vectors, i);
    }
    int n = 1 + random.nextInt(items + 5);
    Arrangement arrangement =
        new Arrangement(pinned, category, most, random.nextInt(3) / 2.0, vectors);
    BitSet allowed = (BitSet) eligible.clone();
    Arrays.stream(excluded).forEach(allowed::clear);
    if (!keepSeen) {
      Arrays.stream(seen).forEach(allowed::clear);
    }

    int[] list =
        Ranking.list(
            scores.clone(),
            new History(seen, new float[seen.length], new long[seen.length], 0, excluded),
            new Rules(keepSeen, eligible),
            arrangement,
            n);

    assertThat(list).hasSize(Math.min(n, allowed.cardinality())).doesNotHaveDuplicates();
    assertThat(Arrays.stream(list).allMatch(allowed::get)).isTrue();
    int[] first = Arrays.stream(pinned).distinct().filter(allowed::get).limit(n).toArray();
    assertThat(Arrays.copyOf(list, first.length)).containsExactly(first);
    if (most > 0) {
      for (int c = 0; c < 4; c++) {
        int wanted = c;
        long given = Arrays.stream(list).filter(i -> category[i] == wanted).count();
        long pins = Arrays.stream(first).filter(i -> category[i] == wanted).count();
        boolean others =
            allowed.stream()
                .filter(i -> Arrays.stream(list).noneMatch(l -> l == i))
                .anyMatch(i -> category[i] < 0 || isFree(list, category, most, i));
        assertThat(given <= Math.max(most, pins) || !others).as("cap of %d", c).isTrue();
      }
    }
  }

  private static boolean isFree(int[] list, int[] category, int most, int item) {
    return Arrays.stream(list).filter(i -> category[i] == category[item]).count() < most;
  }
}
