package dev.coterie.live.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises. */
public abstract class EventStoreContract {
  private EventStore store;

  /** The store of one place; opened again it has what it had. */
  @TempDir private Path folder;

  /** The store of a folder. */
  protected abstract EventStore open(Path place);

  @BeforeEach
  void begin() {
    store = open(folder);
  }

  @AfterEach
  void end() {
    store.close();
  }

  private void reopen() {
    store.close();
    store = open(folder);
  }

  static StoredEvent event(long seq, String user) {
    return new StoredEvent(
        seq,
        new LiveEvent(
            "e" + seq,
            user,
            "VIEW",
            "item " + seq,
            null,
            1_700_000_000_000L + seq,
            Float.NaN,
            2,
            0.5f,
            null,
            null));
  }

  private List<StoredEvent> after(long seq) {
    List<StoredEvent> events = new ArrayList<>();
    store.eachEvent(seq, events::add);
    return events;
  }

  @Test
  void aNewStoreIsEmpty() {
    assertThat(store.lastSeq()).isZero();
    assertThat(after(0)).isEmpty();
    assertThat(store.items()).isEmpty();
    assertThat(store.erased()).isEmpty();
  }

  @Test
  void whatWasAppendedIsThereInItsOrderAfterReopening() {
    StoredEvent search =
        new StoredEvent(
            3,
            new LiveEvent(
                "日本-'\"", "a,b", "SEARCH", null, "茶; DROP", 5, 4.5f, Float.NaN, 1, "b1", "r1"));
    store.append(List.of(event(1, "ann"), event(2, "bob")));
    store.append(List.of(search));
    reopen();
    assertThat(after(0)).containsExactly(event(1, "ann"), event(2, "bob"), search);
    assertThat(after(2)).containsExactly(search);
    assertThat(store.lastSeq()).isEqualTo(3);
    assertThat(store.eventsOf("bob")).containsExactly(event(2, "bob"));
    assertThat(store.known(List.of("e1", "e9", "日本-'\"")))
        .containsExactlyInAnyOrder("e1", "日本-'\"");
    List<String> ids = new ArrayList<>();
    store.eachId(ids::add);
    assertThat(ids).containsExactlyInAnyOrder("e1", "e2", "日本-'\"");
  }

  @Test
  void anItemTakesThePlaceOfTheOneBefore() {
    Item item =
        new Item(
            "i'1",
            "Tea \"pot\"",
            "",
            List.of("Kitchen", "Tea, pots"),
            List.of("new"),
            "en",
            Map.of("colour", "red"),
            true);
    store.put(LiveItem.shown(item));
    store.put(new LiveItem(item, true, 5, 10));
    reopen();
    assertThat(store.items()).containsExactly(new LiveItem(item, true, 5, 10));
  }

  @Test
  void anErasedUserLeavesNoEventAndItsNumbersAreNotGivenAgain() {
    store.append(List.of(event(1, "ann"), event(2, "bob"), event(3, "bob")));
    assertThat(store.erase("bob")).isEqualTo(2);
    reopen();
    assertThat(store.eventsOf("bob")).isEmpty();
    assertThat(after(0)).containsExactly(event(1, "ann"));
    assertThat(store.lastSeq()).isEqualTo(3);
    assertThat(store.erased()).containsExactlyEntriesOf(Map.of("bob", 3L));
    store.append(List.of(event(4, "bob")));
    assertThat(store.eventsOf("bob")).containsExactly(event(4, "bob"));
  }

  @Test
  void whatIsSavedIsTakenUpByAnEmptyStore(@TempDir Path saved, @TempDir Path other) {
    Item item = new Item("i1", "pot", "", List.of(), List.of("new"), "en", Map.of(), true);
    store.append(List.of(event(1, "ann"), event(2, "bob"), event(3, "日本")));
    store.put(new LiveItem(item, true, 5, 10));
    store.erase("bob");
    store.save(saved);
    store.append(List.of(event(4, "late")));
    try (EventStore next = open(other)) {
      next.load(saved);
      List<StoredEvent> events = new ArrayList<>();
      next.eachEvent(0, events::add);
      assertThat(events).containsExactly(event(1, "ann"), event(3, "日本"));
      assertThat(next.items()).isEqualTo(store.items());
      assertThat(next.erased()).isEqualTo(store.erased());
      assertThat(next.lastSeq()).isEqualTo(3);
    }
  }

  @Test
  void manyEventsAreOneStep() {
    List<StoredEvent> many = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      many.add(event(i, "u" + i % 100));
    }
    store.append(many);
    reopen();
    assertThat(after(0)).hasSize(20_000);
    assertThat(store.lastSeq()).isEqualTo(20_000);
  }
}
