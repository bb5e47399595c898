package dev.coterie.pipeline.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import org.junit.jupiter.api.Test;

class SegmentCountTest {
  private static final Matrix TWO = Matrix.ofRows(new float[][] {{1, 0}, {0, 1}});

  @Test
  void oneSegmentHoldsWhoeverThereIs() {
    assertThat(choose(Matrix.zeros(0, 2), 1).clustering()).isEmpty();
    assertThat(choose(TWO, 1).clustering()).isEmpty();
  }

  @Test
  void moreSegmentsThanKnownUsersAreRefused() {
    assertThatThrownBy(() -> choose(TWO, 3))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("segments.k is 3, but only 2 users");
  }

  private static SegmentCount choose(Matrix known, int k) {
    try (Workers workers = Workers.of(1)) {
      return SegmentCount.choose(
          known, SegmentOptions.defaults().withK(k), 1, 42, workers, Progress.NONE);
    }
  }
}
