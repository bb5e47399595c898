package dev.coterie.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Edit;
import dev.coterie.domain.Item;
import dev.coterie.domain.Snapshot;
import dev.coterie.live.answer.Listed;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.answer.UserView;
import dev.coterie.live.answer.Wish;
import dev.coterie.live.backup.Backup;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.intake.RawEvent;
import dev.coterie.live.people.People.Known;
import dev.coterie.live.refit.FitStatus;
import dev.coterie.live.refit.FitStatus.State;
import dev.coterie.live.store.LiveItem;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.assign.Assigning;
import dev.coterie.pipeline.assign.Assignment;
import dev.coterie.pipeline.audience.Audience;
import dev.coterie.pipeline.audience.Target;
import dev.coterie.pipeline.edit.Editing;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSegmentsTest {
  @TempDir private static Path shared;
  @TempDir private Path folder;
  private static Path snapshot;
  private DataFolder data;
  private LiveSegments live;

  @BeforeAll
  static void fit() {
    snapshot = Planted.snapshot(shared);
  }

  @BeforeEach
  void start() {
    data = DataFolder.open(folder.resolve("data"));
    data.activate(data.register(snapshot, 0));
    live = Planted.start(data, Planted.store(data), folder);
  }

  @AfterEach
  void stop() throws IOException {
    live.close();
    Files.deleteIfExists(new Snapshot(snapshot).edits());
    Files.deleteIfExists(new Snapshot(snapshot).erased());
  }

  private void restart() {
    live.close();
    data = DataFolder.open(folder.resolve("data"));
    live = Planted.start(data, Planted.store(data), folder);
  }

  private UserView view(String user) {
    return live.serving().user(live.serving().people().of(user));
  }

  private List<Listed> list(String user, Wish wish) {
    Serving serving = live.serving();
    return serving.list(serving.people().of(user), wish);
  }

  private static List<String> ids(List<Listed> list) {
    return list.stream().map(Listed::itemId).toList();
  }

  private void buy(String user, String... items) {
    for (int i = 0; i < items.length; i++) {
      live.submit(List.of(Planted.purchase(user + items[i], user, items[i], i)));
    }
  }

  @Test
  void aNewUserIsWhereAssignPutsTheSameEvents() throws IOException {
    buy("new", "i000", "i004", "i002");
    Path events =
        Files.write(
            folder.resolve("new.csv"),
            List.of(
                "user_id,kind,item_id,quantity,timestamp",
                "new,PURCHASE,i000,1,2022-06-01T10:00:00Z",
                "new,PURCHASE,i004,1,2022-06-01T10:01:00Z",
                "new,PURCHASE,i002,1,2022-06-01T10:02:00Z"));
    Assignment assignment =
        Assigning.run(
            SnapshotReader.open(snapshot),
            source -> source.withFiles(List.of(events.toString()), List.of()),
            Planted.machine(folder),
            Progress.NONE);
    UserView view = view("new");
    assertThat(view.segmentId())
        .isEqualTo(assignment.segmentIds().get(assignment.places().segment()[0]));
    assertThat(view.subsegmentId())
        .isEqualTo(assignment.subsegmentIds().get(assignment.places().subsegment()[0]));
    float[] membership = assignment.places().membership().row(0);
    int g = 0;
    for (double share : view.membership().values()) {
      assertThat(share).isEqualTo(membership[g++], within(1e-6));
    }
    assertThat(view.asOf().event()).isEqualTo("newi002");
    assertThat(view.asOf().seq()).isEqualTo(3);
  }

  @Test
  void theNextAnswerKnowsTheLastEvent() {
    List<String> before = ids(list("u0000", Wish.first(5)));
    buy("u0000", before.getFirst());
    List<String> after = ids(list("u0000", Wish.first(5)));
    assertThat(after).hasSize(5).doesNotContain(before.getFirst());
    assertThat(view("u0000").asOf().event()).isEqualTo("u0000" + before.getFirst());
  }

  @Test
  void nobodyKnownGetsWhatManyGoForAndThatIsSaid() {
    assertThat(live.serving().people().knows("nobody")).isFalse();
    assertThat(view("nobody").known()).isFalse();
    assertThat(list("nobody", Wish.first(7))).hasSize(7);
  }

  @Test
  void theRulesHoldInEveryListAndAsManyAreGivenAsAreAskedFor() {
    List<String> all = ids(list("u0001", Wish.first(30)));
    live.hide(all.get(0));
    Item expired = live.serving().catalogue().itemOrId(all.get(1));
    live.put(new LiveItem(expired, false, Long.MIN_VALUE, Planted.NOW.toEpochMilli() - 1));
    Wish wish = new Wish(10, 0, Optional.empty(), Set.of(all.get(2)));
    assertThat(ids(list("u0001", wish)))
        .hasSize(10)
        .doesNotContain(all.get(0), all.get(1), all.get(2))
        .startsWith(all.get(3));
    assertThat(ids(list("u0001", new Wish(5, 5, Optional.empty(), Set.of(all.get(2))))))
        .isEqualTo(ids(list("u0001", wish)).subList(5, 10));
    String category = live.serving().catalogue().itemOrId(all.get(3)).categories().getFirst();
    assertThat(list("u0001", new Wish(5, 0, Optional.of(category), Set.of())))
        .isNotEmpty()
        .allSatisfy(
            item ->
                assertThat(live.serving().catalogue().itemOrId(item.itemId()).categories())
                    .contains(category));
    restart();
    assertThat(ids(list("u0001", wish))).doesNotContain(all.get(0), all.get(1));
  }

  @Test
  void afterARestartEverythingIsAsItWas() {
    buy("new", "i001", "i005");
    buy("u0003", "i002");
    UserView before = view("new");
    List<Listed> list = list("u0003", Wish.first(10));
    restart();
    assertThat(view("new")).isEqualTo(before);
    assertThat(list("u0003", Wish.first(10))).isEqualTo(list);
    assertThat(live.submit(List.of(Planted.purchase("newi001", "new", "i001", 0))))
        .containsExactly(false);
  }

  @Test
  void anErasedUserIsNowhereAndComesBackAsANewOne() throws InterruptedException {
    buy("u0002", "i003");
    buy("stranger", "i003");
    String segment = view("u0002").segmentId();
    LiveSegments.Erasure erasure = live.erase("u0002");
    assertThat(erasure).isEqualTo(new LiveSegments.Erasure(true, 1));
    for (int i = 0; i < 2; i++) {
      Serving serving = live.serving();
      assertThat(serving.people().knows("u0002")).isFalse();
      assertThat(view("u0002").events()).isZero();
      assertThat(serving.people().everyone().ofSegment(serving.segment(segment).orElseThrow()))
          .noneMatch(user -> user.userId().equals("u0002"));
      assertThat(serving.people().everyone().ofSegment(0)).isNotEmpty();
      assertThat(serving.similarUsers(serving.people().of("u0006"), 200))
          .isNotEmpty()
          .noneMatch(user -> user.userId().equals("u0002"));
      restart();
    }
    SnapshotReader reader = SnapshotReader.open(snapshot);
    assertThatThrownBy(() -> reader.users(Optional.of("u0002"))).isInstanceOf(BadInput.class);
    assertThat(reader.fitted().events().users()).hasSize(119).doesNotContain("u0002");
    assertThat(new Snapshot(snapshot).erased()).content().doesNotContain("u0002");
    buy("u0002", "i000");
    assertThat(view("u0002").events()).isEqualTo(1);
    // A fit keeps what came after, and so does the next one.
    for (int i = 0; i < 2; i++) {
      assertThat(fitted().reason()).isNull();
      assertThat(view("u0002").events()).isEqualTo(1);
    }
    assertThat(live.erase("never seen").known()).isFalse();
  }

  @Test
  void whatIsHeldOfAUserIsGivenOut() {
    buy("u0004", "i001");
    Export export = live.export("u0004");
    assertThat(export.received()).extracting(RawEvent::itemId).containsExactly("i001");
    assertThat(export.events()).hasSizeGreaterThan(1);
    assertThat(export.understood().events()).isEqualTo(export.events().size());
  }

  @Test
  void audiencesAreOfUsersAsTheyAreNow() {
    Serving serving = live.serving();
    String segment = view("u0000").segmentId();
    Audience members = live.audience(serving, new Target.InSegment(segment), 10);
    assertThat(members.users()).hasSize(10).allMatch(user -> user.segmentId().equals(segment));
    Target forItem = new Target.ForItem("i000");
    List<String> before = users(live.audience(serving, forItem, 10));
    assertThat(before).hasSize(10);
    live.erase(before.get(0));
    buy(before.get(1), "i000");
    buy("arrived", "i004", "i008", "i012");
    assertThat(users(live.audience(serving, forItem, 200)))
        .contains("arrived")
        .doesNotContain(before.get(0), before.get(1));
    assertThat(users(live.audience(serving, new Target.LikeUsers(List.of("arrived")), 5)))
        .hasSize(5)
        .doesNotContain("arrived", before.get(0));
    assertThatThrownBy(() -> live.audience(serving, new Target.ForItem("never"), 10))
        .isInstanceOf(BadInput.class);
  }

  private static List<String> users(Audience audience) {
    return audience.users().stream().map(Audience.Found::userId).toList();
  }

  @Test
  void whatTheCatalogueSaysOfStockAndValidityHoldsAsItChanges() {
    String first = ids(list("u0001", Wish.first(1))).getFirst();
    Item item = live.serving().catalogue().itemOrId(first);
    for (Map<String, String> attributes :
        List.of(Map.of("in_stock", "0"), Map.of("valid_to", "2022-05-31"))) {
      live.put(LiveItem.shown(with(item, attributes)));
      assertThat(ids(list("u0001", Wish.first(30)))).doesNotContain(first);
      assertThat(live.search(live.serving(), first, 5))
          .noneMatch(hit -> hit.itemId().equals(first));
      live.put(LiveItem.shown(with(item, Map.of("in_stock", "3"))));
      assertThat(ids(list("u0001", Wish.first(1)))).containsExactly(first);
    }
  }

  private static Item with(Item item, Map<String, String> attributes) {
    return new Item(
        item.id(),
        item.title(),
        item.description(),
        item.categories(),
        item.tags(),
        item.language(),
        attributes,
        true);
  }

  @Test
  void similarItemsAndWordsFindTheirOwnKind() {
    Serving serving = live.serving();
    assertThat(serving.similarItems("i000", 10).orElseThrow())
        .hasSize(10)
        .noneMatch(item -> item.itemId().equals("i000"))
        .filteredOn(item -> Integer.parseInt(item.itemId().substring(1)) % 4 == 0)
        .hasSizeGreaterThan(7);
    String title = serving.catalogue().itemOrId("i010").label();
    assertThat(live.search(serving, title, 5))
        .anyMatch(item -> item.itemId().equals("i010"))
        .allMatch(item -> item.score() > 0 && item.score() <= 1);
  }

  @Test
  void aFitTakesUpWhatCameKeepsTheIdsAndCanBeTakenBack() throws Exception {
    List<String> segments = live.serving().answers().learned().segmentIds();
    for (int u = 0; u < 30; u++) {
      buy("fresh" + u, "i%03d".formatted(u % 4), "i%03d".formatted(u % 4 + 4));
    }
    live.erase("u0005");
    live.put(
        LiveItem.shown(
            new Item("new1", "copper kettle", "", List.of(), List.of(), "en", Map.of(), true)));
    FitStatus status = fitted();
    assertThat(status.reason()).isNull();
    assertThat(status.state()).isEqualTo(State.PUBLISHED);
    Serving next = live.serving();
    assertThat(next.snapshot()).isEqualTo("fit-2");
    assertThat(next.answers().fitted().events().users()).contains("fresh0").doesNotContain("u0005");
    assertThat(next.answers().item("new1")).isNotNegative();
    assertThat(next.answers().learned().segmentIds()).containsAnyElementsOf(segments);
    // Nothing that the fit took up is counted again.
    Known fresh = next.people().of("fresh0");
    assertThat(fresh.events()).isEqualTo(2);
    assertThat(fresh.seq()).isZero();
    buy("fresh0", "i008");
    restart();
    assertThat(live.serving().snapshot()).isEqualTo("fit-2");
    assertThat(live.serving().people().of("fresh0").events()).isEqualTo(3);

    assertThat(live.activate("fit-1")).isTrue();
    assertThat(live.serving().people().of("fresh0").events()).isEqualTo(3);
    assertThat(live.serving().people().knows("u0005")).isFalse();
    assertThat(live.activate("fit-9")).isFalse();
  }

  @Test
  void whatPeopleChangeOfTheSegmentsIsWhereUsersArePlaced() throws Exception {
    buy("new", "i000", "i004");
    List<String> segments = live.serving().answers().tree().segments();
    String merged = segments.get(0);
    String gone = segments.get(1);
    String split = segments.get(2);
    List<String> users = List.of("new", "u0000", "u0001", "u0002", "u0003");
    List<String> before = users.stream().map(user -> view(user).segmentId()).toList();

    live.edit(editing -> editing.merge(merged, List.of(gone)));
    List<String> parts =
        ((Edit.Split) live.edit(editing -> editing.split(split, OptionalInt.of(2))).edit())
            .made().stream().map(Edit.Made::id).toList();
    live.edit(editing -> editing.rename(merged, "Joined"));
    for (int i = 0; i < 2; i++) {
      Serving serving = live.serving();
      for (int u = 0; u < users.size(); u++) {
        UserView view = view(users.get(u));
        String was = before.get(u);
        if (was.equals(split)) {
          assertThat(parts).contains(view.segmentId());
        } else {
          assertThat(view.segmentId()).isEqualTo(was.equals(gone) ? merged : was);
        }
        assertThat(view.membership()).doesNotContainKeys(gone, split).containsKeys(merged);
        assertThat(view.membership().values().stream().mapToDouble(x -> x).sum())
            .isCloseTo(1, within(1e-5));
        assertThat(view.subsegmentId()).isIn(view.subMembership().keySet());
      }
      assertThat(serving.segments().getFirst().name()).isEqualTo("Joined");
      assertThat(serving.segment(gone)).isEmpty();
      assertThat(
              serving
                  .people()
                  .everyone()
                  .ofSegment(serving.segment(parts.getFirst()).orElseThrow()))
          .isNotEmpty();
      assertThat(list("u0001", Wish.first(20)))
          .flatExtracting(Listed::reasons)
          .noneMatch(why -> gone.equals(why.segmentId()) || split.equals(why.segmentId()));
      buy("later", "i001");
      assertThat(view("later").membership()).hasSize(segments.size());
      restart();
    }
    assertThat(fitted().reason()).isNull();
    assertThat(live.editing().edits().entries()).hasSize(3);
    assertThat(live.serving().segments())
        .anyMatch(each -> each.segmentId().equals(merged) && each.name().equals("Joined"));
  }

  @Test
  void aBackupOfOneThatRunsIsServedElsewhereAsItWas() throws IOException {
    buy("new", "i001", "i005");
    live.erase("u0002");
    live.edit(editing -> editing.rename(view("new").segmentId(), "Renamed"));
    UserView before = view("new");
    Path zip = folder.resolve("backup.zip");
    try (OutputStream out = Files.newOutputStream(zip)) {
      live.backUp(out);
    }
    buy("late", "i001");
    live.close();
    Path other = folder.resolve("other");
    Backup.restore(zip, other, 64L << 20, List.of());
    data = DataFolder.open(other);
    live = Planted.start(data, Planted.store(data), folder);
    assertThat(data.active().orElseThrow().path()).startsWith(other.toString());
    assertThat(view("new")).isEqualTo(before);
    assertThat(before.segmentName()).isEqualTo("Renamed");
    assertThat(live.serving().people().knows("u0002")).isFalse();
    assertThat(live.serving().people().knows("late")).isFalse();
    assertThatThrownBy(() -> Backup.restore(zip, other, 64L << 20, List.of()))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("not empty");
    Files.write(zip, new byte[] {'P', 'K'});
    assertThatThrownBy(() -> Backup.restore(zip, folder.resolve("third"), 64L << 20, List.of()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no whole backup");
  }

  @Test
  void whoWasErasedAfterABackupIsErasedAgainWhenItIsRestored() throws IOException {
    buy("new", "i001");
    buy("back", "i001");
    live.erase("back");
    buy("back", "i005");
    Path zip = folder.resolve("backup.zip");
    try (OutputStream out = Files.newOutputStream(zip)) {
      live.backUp(out);
    }
    live.erase("new");
    live.erase("u0003");
    live.close();
    Path record = folder.resolve("data").resolve("erasures.jsonl");
    assertThat(record).content().doesNotContain("u0003");
    Path other = folder.resolve("other");
    assertThat(Backup.restore(zip, other, 64L << 20, List.of(record))).isEqualTo(2);
    data = DataFolder.open(other);
    live = Planted.start(data, Planted.store(data), folder);
    assertThat(live.serving().people().knows("new")).isFalse();
    assertThat(live.serving().people().knows("u0003")).isFalse();
    assertThat(live.serving().people().since("back"))
        .as("erased before the backup, and new since")
        .hasSize(1);
    assertThat(data.erasures()).hasSameTextualContentAs(record);
    Files.writeString(record, "u0004\n");
    assertThatThrownBy(() -> Backup.restore(zip, folder.resolve("x"), 64L << 20, List.of(record)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void whatTheCommandChangesIsTakenUpByAServerThatRuns() throws Exception {
    String id = live.serving().answers().tree().segments().getFirst();
    try (Workers workers = Workers.of(1)) {
      Editing.open(snapshot, workers).rename(id, "By the command");
      while (live.serving().revision() == 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(live.serving().segments().getFirst().name()).isEqualTo("By the command");
    }
  }

  private FitStatus fitted() throws InterruptedException {
    String id = live.refits().start().orElseThrow().id();
    while (live.refits().isRunning()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return live.refits().status(id).orElseThrow();
  }

  @Test
  void aCancelledFitLeavesNothingAndChangesNothing() throws Exception {
    String id = live.refits().start().orElseThrow().id();
    assertThat(live.refits().start()).isEmpty();
    assertThat(live.refits().cancel(id)).isTrue();
    while (live.refits().isRunning()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(live.refits().status(id).orElseThrow().state()).isEqualTo(State.CANCELLED);
    assertThat(live.refits().cancel(id)).isFalse();
    assertThat(live.serving().snapshot()).isEqualTo("fit-1");
    assertThat(data.place(id)).doesNotExist();
    assertThat(data.path().resolve("fits").resolve(id)).doesNotExist();
  }

  @Test
  void usersWhoTurnElsewhereMoveTheDriftFigure() throws InterruptedException {
    assertThat(live.serving().people().drift().figures().centres()).isLessThan(1e-6);
    for (int u = 0; u < 40; u++) {
      String other = "i%03d".formatted((u + 1) % 4 + 4 * (u % 20));
      buy("u%04d".formatted(u), other, "i%03d".formatted((u + 1) % 4));
    }
    while (live.serving().people().behind() > 0) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(live.serving().people().drift().figures().centres()).isGreaterThan(1e-4);
  }
}
