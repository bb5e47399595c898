package dev.coterie.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.coterie.domain.Decay;
import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.pipeline.HandwrittenLog;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TouchesTest {
  private static final int EVENTS = 100_000;

  /** Views of users of a hundred items. */
  private static EventLog views() {
    List<String> users = new ArrayList<>();
    HandwrittenLog items = new HandwrittenLog();
    for (int i = 100; i < 200; i++) {
      users.add("u" + i);
      items.item("i" + i, "item " + i);
    }
    float[] none = new float[EVENTS];
    Arrays.fill(none, Float.NaN);
    int[] noText = new int[EVENTS];
    Arrays.fill(noText, EventLog.NONE);
    int[] user = new int[EVENTS];
    int[] item = new int[EVENTS];
    Arrays.setAll(user, e -> (int) ((long) e * users.size() / EVENTS));
    Arrays.setAll(item, e -> e % 100);
    return new EventLog(
        users,
        items.log().items(),
        List.of(),
        EventKind.STANDARD,
        user,
        item,
        noText,
        new byte[EVENTS],
        new long[EVENTS],
        none,
        none,
        none,
        noText);
  }

  @Test
  void takesRoomForTheTouchesThatThereAre() {
    EventLog log = views();
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    Touches touches = Touches.of(log, Decay.NONE, 0, new BitSet());
    long bytes = thread.getCurrentThreadAllocatedBytes() - before;
    assertThat(touches.liked().entries()).isEqualTo(100 * 100);
    assertThat(bytes / EVENTS).isLessThan(60);
  }

  @Test
  void whatFadedToNothingIsNeitherLikedNorTurnedDown() {
    EventLog log =
        new HandwrittenLog()
            .event("ann", EventKind.VIEW, "old", HandwrittenLog.day(0))
            .event("ann", EventKind.DISLIKE, "refused", HandwrittenLog.day(10_000))
            .log();
    Touches touches = Touches.of(log, new Decay(1), HandwrittenLog.day(10_000), new BitSet());
    assertThat(touches.liked().entries()).isZero();
    assertThat(touches.turnedDown().entries()).isEqualTo(1);
  }
}
