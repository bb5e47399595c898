package dev.coterie.pipeline.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.pipeline.HandwrittenLog;
import dev.coterie.recommend.evaluation.Protocol;
import dev.coterie.recommend.evaluation.Split;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class HoldoutTest {
  /** Nine hides on the first days, then a view a day: the middle of all rows is the ninth day. */
  @Test
  void aSplitInTimeCutsAtTheQuantileOfAllRows() {
    HandwrittenLog events = new HandwrittenLog();
    for (int day = 1; day <= 9; day++) {
      events.event("a", EventKind.HIDE, "hidden" + day, HandwrittenLog.day(day));
    }
    for (int day = 10; day <= 18; day++) {
      events.event("b", EventKind.VIEW, "seen" + day, HandwrittenLog.day(day));
    }
    EventLog log = events.log();
    Holdout holdout = Holdout.of(log, new BitSet(), new Split.Temporal(0.5), Protocol.NEW_ITEMS, 1);
    assertThat(holdout.now()).isEqualTo(HandwrittenLog.day(9));
    assertThat(holdout.known().size()).isEqualTo(9);
  }
}
