package dev.coterie.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopKTest {
  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void keepsTheBestInOrderWhateverTheOrderOfTheOffers(Cases cases) {
    int n = cases.size("n", 1, 400);
    int k = cases.size("k", 1, 200);
    float[] scores = new float[n];
    for (int i = 0; i < n; i++) {
      // Few values, so that many candidates are equal.
      scores[i] = cases.size("score " + i, 0, 30) / 7f - 2;
    }
    int[] expected =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> -scores[i])
                    .thenComparing(Comparator.naturalOrder()))
            .limit(k)
            .mapToInt(i -> i)
            .toArray();
    TopK backwards = new TopK(k);
    for (int i = n - 1; i >= 0; i--) {
      backwards.offer(i, scores[i]);
    }
    assertThat(TopK.of(scores, k).indices()).as("%s", cases).isEqualTo(expected);
    assertThat(backwards.indices()).as("%s", cases).isEqualTo(expected);
    assertThat(backwards.scores()).isEqualTo(select(scores, expected));
  }

  @Test
  void keepsNothingOfMinusInfinityAndStartsAnew() {
    TopK top = new TopK(2);
    top.offer(0, Float.NEGATIVE_INFINITY);
    assertThat(top.indices()).isEmpty();
    top.offer(1, -5);
    top.offer(2, 0);
    top.offer(3, -0f);
    assertThat(top.indices()).containsExactly(2, 3);
    top.clear();
    top.offer(4, -9);
    assertThat(top.indices()).containsExactly(4);
    assertThat(top.scores()).containsExactly(-9);
    assertThat(top.size()).isOne();
  }

  private static float[] select(float[] scores, int[] indices) {
    float[] selected = new float[indices.length];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = scores[indices[i]];
    }
    return selected;
  }
}
