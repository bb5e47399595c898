package dev.coterie.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {
  private static final int[] PARENT = {0, 0, 1, 2, 2, 2};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyRowSumsToOneAndItsHighestIsTheMostSimilar(long seed) {
    Matrix similarity = similarities(seed);

    Matrix membership = Membership.ofSegments(similarity, 0.1);

    for (int u = 0; u < similarity.rows(); u++) {
      double sum = 0;
      for (int g = 0; g < membership.columns(); g++) {
        sum += membership.get(u, g);
      }
      assertThat(sum).as("seed %d, user %d", seed, u).isCloseTo(1, within(1e-5));
      assertThat(Membership.argMax(membership, u)).isEqualTo(Membership.argMax(similarity, u));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void withinEachSegmentTheSubsegmentsSumToOne(long seed) {
    Matrix membership = Membership.within(similarities(seed), PARENT, 0.1);

    for (int u = 0; u < membership.rows(); u++) {
      double[] sums = new double[3];
      for (int c = 0; c < PARENT.length; c++) {
        sums[PARENT[c]] += membership.get(u, c);
      }
      assertThat(sums).as("seed %d", seed).contains(new double[] {1, 1, 1}, within(1e-5));
    }
  }

  @Test
  void farApartSimilaritiesAtALowTemperatureStayNumbers() {
    Matrix similarity = Matrix.ofRows(new float[][] {{1, -1, -1}});

    assertThat(Membership.ofSegments(similarity, 1e-4).row(0)).containsExactly(1, 0, 0);
  }

  @Test
  void aTemperatureThatIsNoPositiveNumberIsRefused() {
    assertThatThrownBy(() -> Membership.ofSegments(Matrix.zeros(1, 1), Double.NaN))
        .hasMessageContaining("temperature must be above 0, not NaN");
  }

  private static Matrix similarities(long seed) {
    SplittableRandom random = Seeds.stream(seed, "membership");
    Matrix similarity = Matrix.zeros(50, PARENT.length);
    for (int i = 0; i < similarity.data().length; i++) {
      similarity.data()[i] = (float) random.nextDouble(-1, 1);
    }
    return similarity;
  }
}
