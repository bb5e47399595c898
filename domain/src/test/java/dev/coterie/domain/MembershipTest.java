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
  void rowsSumToOneAndTheTwoHardLabelsAgree(long seed) {
    SplittableRandom random = Seeds.stream(seed, "membership");
    Matrix similarity = Matrix.zeros(50, PARENT.length);
    for (int i = 0; i < similarity.data().length; i++) {
      similarity.data()[i] = (float) random.nextDouble(-1, 1);
    }
    Matrix membership = Matrix.zeros(50, 3);
    Matrix subMembership = Matrix.zeros(50, PARENT.length);

    Membership.fill(similarity, PARENT, 0.1, membership, subMembership);

    for (int u = 0; u < 50; u++) {
      int segment = Membership.argMax(membership, u);
      int nearest = Membership.argMax(similarity, u);
      assertThat(segment).as("seed %d, user %d", seed, u).isEqualTo(PARENT[nearest]);
      double sum = 0;
      double[] within = new double[3];
      int best = -1;
      for (int g = 0; g < 3; g++) {
        sum += membership.get(u, g);
      }
      for (int c = 0; c < PARENT.length; c++) {
        within[PARENT[c]] += subMembership.get(u, c);
        if (PARENT[c] == segment
            && (best < 0 || subMembership.get(u, c) > subMembership.get(u, best))) {
          best = c;
        }
      }
      assertThat(best).isEqualTo(nearest);
      assertThat(sum).isCloseTo(1, within(1e-5));
      assertThat(within).contains(new double[] {1, 1, 1}, within(1e-5));
    }
  }

  @Test
  void farApartSimilaritiesAtALowTemperatureStayNumbers() {
    Matrix membership = Matrix.zeros(1, 3);
    Matrix subMembership = Matrix.zeros(1, PARENT.length);
    Matrix similarity = Matrix.ofRows(new float[][] {{1, -1, -1, -1, -1, -1}});

    Membership.fill(similarity, PARENT, 1e-4, membership, subMembership);

    assertThat(membership.row(0)).containsExactly(1, 0, 0);
    membership.requireFinite("membership");
    subMembership.requireFinite("subMembership");
  }

  @Test
  void aTemperatureThatIsNoPositiveNumberIsRefused() {
    Matrix one = Matrix.zeros(1, 1);
    assertThatThrownBy(() -> Membership.fill(one, new int[1], Double.NaN, one, one))
        .hasMessageContaining("temperature must be above 0, not NaN");
  }
}
