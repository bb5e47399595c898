package dev.coterie.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.HandwrittenLog;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PoolingTest {
  private static final long NOW = HandwrittenLog.day(100);

  /** Item a points along the first axis, item b along the second. */
  private static final Matrix AXES = Matrix.ofRows(new float[][] {{1, 0}, {0, 1}});

  private static final float[] PLAIN = {1, 1};

  private static Matrix interest(EventLog log, Decay decay) {
    try (Workers workers = Workers.of(1)) {
      return Pooling.interest(Touches.of(log, decay, NOW, new BitSet()), AXES, PLAIN, workers);
    }
  }

  @Test
  void whatHappenedLongAgoFades() {
    EventLog log =
        new HandwrittenLog()
            .event("ann", EventKind.VIEW, "a", NOW - HandwrittenLog.day(90))
            .event("ann", EventKind.VIEW, "b", NOW)
            .log();
    Matrix faded = interest(log, new Decay(30));
    assertThat((double) faded.get(0, 0) / faded.get(0, 1))
        .isCloseTo(Math.log1p(1 / 8.0) / Math.log1p(1), within(1e-5));
    Matrix equal = interest(log, Decay.NONE);
    assertThat(equal.get(0, 0)).isCloseTo(equal.get(0, 1), within(1e-6f));
  }

  @Test
  void aDislikePushesAway() {
    EventLog log =
        new HandwrittenLog()
            .event("ann", EventKind.VIEW, "a", NOW)
            .event("ann", EventKind.DISLIKE, "b", NOW)
            .log();
    Matrix interest = interest(log, Decay.NONE);
    assertThat(interest.get(0, 0)).isPositive();
    assertThat(interest.get(0, 1)).isNegative();
  }

  @Test
  void theWorstRatingPushesAwayAndTheBestPulls() {
    EventLog log = new HandwrittenLog().rating("ann", "a", 5, NOW).rating("ann", "b", 1, NOW).log();
    Matrix interest = interest(log, Decay.NONE);
    assertThat(interest.get(0, 0)).isPositive();
    assertThat(interest.get(0, 1)).isNegative();
  }

  @Test
  void aPurchaseSaysMoreThanAView() {
    EventLog log =
        new HandwrittenLog()
            .event("ann", EventKind.VIEW, "a", NOW)
            .event("ann", EventKind.PURCHASE, "b", NOW)
            .log();
    Matrix interest = interest(log, Decay.NONE);
    assertThat(interest.get(0, 1)).isGreaterThan(interest.get(0, 0));
  }

  @Test
  void vectorsHaveLengthOneAndAUserOfNothingIsZeros() {
    EventLog log =
        new HandwrittenLog()
            .event("ann", EventKind.VIEW, "a", NOW)
            .item("b", "b")
            .user("ben")
            .log();
    Matrix interest = interest(log, Decay.NONE);
    assertThat(interest.row(0)).containsExactly(1, 0);
    assertThat(interest.row(1)).containsExactly(0, 0);
  }

  @Test
  void usersLeftOutHaveNoTouches() {
    EventLog log =
        new HandwrittenLog()
            .event("ann", EventKind.VIEW, "a", NOW)
            .event("ben", EventKind.VIEW, "b", NOW)
            .log();
    BitSet without = new BitSet();
    without.set(1);
    Touches touches = Touches.of(log, Decay.NONE, NOW, without);
    assertThat(touches.users()).containsExactly(1, 0);
  }
}
