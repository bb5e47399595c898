package dev.coterie.live.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.live.store.LiveEvent;
import dev.coterie.live.store.StoreUnavailable;
import dev.coterie.live.store.StoredEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private final MemoryStore store = new MemoryStore();
  private final List<StoredEvent> taken = Collections.synchronizedList(new ArrayList<>());

  private static LiveEvent event(String id) {
    return new LiveEvent(
        id, "ann", "VIEW", "i1", null, 0, Float.NaN, Float.NaN, Float.NaN, null, null);
  }

  private List<String> takenIds() {
    return List.copyOf(taken).stream().map(each -> each.event().eventId()).toList();
  }

  @Test
  void theSameIdIsTakenOnceFromOneCallFromTwoAndAfterARestart() {
    try (Intake intake = new Intake(store, 100, taken::addAll)) {
      assertThat(intake.submit(List.of(event("a"), event("b"), event("a"))))
          .containsExactly(true, true, false);
      assertThat(intake.submit(List.of(event("b"), event("c")))).containsExactly(false, true);
    }
    try (Intake intake = new Intake(store, 100, taken::addAll)) {
      assertThat(intake.submit(List.of(event("c"), event("d")))).containsExactly(false, true);
    }
    assertThat(takenIds()).containsExactly("a", "b", "c", "d");
    assertThat(taken).extracting(StoredEvent::seq).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void whatWaitsGoesIntoOneCommitAndTooMuchIsRefused() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    store.waitFor(latch);
    try (Intake intake = new Intake(store, 10, taken::addAll);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Boolean>>> waiting = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String id = "e" + i;
        waiting.add(threads.submit(() -> intake.submit(List.of(event(id)))));
      }
      while (intake.waiting() < 10) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThatThrownBy(() -> intake.submit(List.of(event("too much"))))
          .isInstanceOf(QueueFull.class);
      latch.countDown();
      for (Future<List<Boolean>> each : waiting) {
        assertThat(each.get()).containsExactly(true);
      }
      // One was being written while the others came; all of those went together, or nearly so.
      assertThat(store.appends()).isLessThan(10);
      assertThat(intake.submit(List.of(event("now")))).containsExactly(true);
    }
    assertThat(takenIds()).hasSize(11).doesNotContain("too much");
  }

  @Test
  void aStoreThatFailsIsToldAndWorksAgainWithoutAnythingLostOrDoubled() {
    try (Intake intake = new Intake(store, 100, taken::addAll)) {
      store.breakDown(true);
      assertThatThrownBy(() -> intake.submit(List.of(event("a"))))
          .isInstanceOf(StoreUnavailable.class);
      store.breakDown(false);
      assertThat(intake.submit(List.of(event("a")))).containsExactly(true);
      assertThat(takenIds()).containsExactly("a");
    }
  }

  @Test
  void whatAStoreKeptThoughItFailedIsFoundAndCountsAsKnown() {
    try (Intake intake = new Intake(store, 100, taken::addAll)) {
      store.deceive(true);
      assertThatThrownBy(() -> intake.submit(List.of(event("a"))))
          .isInstanceOf(StoreUnavailable.class);
      store.deceive(false);
      assertThat(intake.submit(List.of(event("a"), event("b")))).containsExactly(false, true);
      assertThat(takenIds()).containsExactly("a", "b");
    }
  }

  @Test
  void afterItsEndNothingIsTaken() {
    Intake intake = new Intake(store, 100, taken::addAll);
    intake.close();
    assertThatThrownBy(() -> intake.submit(List.of(event("a"))))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(taken).isEmpty();
  }
}
