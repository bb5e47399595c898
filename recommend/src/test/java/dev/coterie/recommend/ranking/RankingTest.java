package dev.coterie.recommend.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.TopK;
import dev.coterie.recommend.History;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RankingTest {
  private static History history(int[] items, int[] excluded) {
    return new History(items, new float[items.length], new long[items.length], 0, excluded);
  }

  @Test
  void equalScoresComeByTheLowerIndex() {
    float[] scores = {1, 2, 2, 1, 2};
    TopK best = Ranking.best(scores, history(new int[0], new int[0]), Rules.unseen(5), 4);
    assertThat(best.indices()).containsExactly(1, 2, 4, 0);
  }

  @Test
  void seenItemsAreLeftOutOrNot() {
    History history = history(new int[] {1}, new int[] {2});
    BitSet all = new BitSet();
    all.set(0, 3);
    assertThat(Ranking.best(new float[] {1, 3, 2}, history, new Rules(false, all), 5).indices())
        .containsExactly(0);
    assertThat(Ranking.best(new float[] {1, 3, 2}, history, new Rules(true, all), 5).indices())
        .containsExactly(1, 0);
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#hundred")
  void thereAreExactlyAsManyAsAskedForOrAsThereMayBe(Cases cases) {
    int items = cases.size("items", 1, 40);
    SplittableRandom random = cases.random("rules");
    BitSet eligible = new BitSet();
    IntStream.range(0, items).filter(i -> random.nextInt(3) > 0).forEach(eligible::set);
    int[] seen = IntStream.range(0, items).filter(i -> random.nextInt(4) == 0).toArray();
    int[] excluded = IntStream.range(0, items).filter(i -> random.nextInt(8) == 0).toArray();
    boolean keepSeen = random.nextBoolean();
    int n = 1 + random.nextInt(items + 5);
    BitSet allowed = (BitSet) eligible.clone();
    Arrays.stream(excluded).forEach(allowed::clear);
    if (!keepSeen) {
      Arrays.stream(seen).forEach(allowed::clear);
    }
    float[] scores = new float[items];
    for (int i = 0; i < items; i++) {
      scores[i] = random.nextInt(4) - 2;
    }
    float[] given = scores.clone();
    int[] list =
        Ranking.best(scores, history(seen, excluded), new Rules(keepSeen, eligible), n).indices();
    assertThat(list).hasSize(Math.min(n, allowed.cardinality())).doesNotHaveDuplicates();
    assertThat(Arrays.stream(list).allMatch(allowed::get)).isTrue();
    int[] expected =
        allowed.stream()
            .boxed()
            .sorted((a, b) -> given[a] == given[b] ? a - b : Float.compare(given[b], given[a]))
            .mapToInt(i -> i)
            .limit(n)
            .toArray();
    assertThat(list).containsExactly(expected);
  }
}
