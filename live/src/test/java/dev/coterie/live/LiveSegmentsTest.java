package dev.coterie.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.Edit;
import dev.coterie.domain.Item;
import dev.coterie.domain.Snapshot;
import dev.coterie.live.answer.AudienceWish;
import dev.coterie.live.answer.Listed;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.answer.UserView;
import dev.coterie.live.answer.Wish;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.people.People.Known;
import dev.coterie.live.refit.FitStatus;
import dev.coterie.live.refit.FitStatus.State;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.live.store.LiveItem;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.assign.Assigning;
import dev.coterie.pipeline.assign.Assignment;
import dev.coterie.pipeline.edit.Editing;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
  void anErasedUserIsNowhereAndComesBackAsANewOne() {
    buy("u0002", "i003");
    buy("stranger", "i003");
    String segment = view("u0002").segmentId();
    LiveSegments.Erasure erasure = live.erase("u0002");
    assertThat(erasure).isEqualTo(new LiveSegments.Erasure(true, 1));
    for (int i = 0; i < 2; i++) {
      Serving serving = live.serving();
      assertThat(serving.people().knows("u0002")).isFalse();
      assertThat(view("u0002").events()).isZero();
      assertThat(serving.people().ofSegment(serving.segment(segment).orElseThrow()))
          .noneMatch(user -> user.userId().equals("u0002"));
      assertThat(serving.similarUsers(serving.people().of("u0006"), 200))
          .isNotEmpty()
          .noneMatch(user -> user.userId().equals("u0002"));
      restart();
    }
    buy("u0002", "i000");
    assertThat(view("u0002").events()).isEqualTo(1);
    assertThat(live.erase("never seen").known()).isFalse();
  }

  @Test
  void whatIsHeldOfAUserIsGivenOut() {
    buy("u0004", "i001");
    Export export = live.export("u0004");
    assertThat(export.received()).extracting(LiveEvent::itemId).containsExactly("i001");
    assertThat(export.events()).hasSizeGreaterThan(1);
    assertThat(export.understood().events()).isEqualTo(export.events().size());
  }

  @Test
  void audiencesAreRankedAndCounted() {
    Serving serving = live.serving();
    String segment = view("u0000").segmentId();
    var members = live.audience(serving, wish(segment, null, List.of(), 10)).orElseThrow();
    assertThat(members.size()).isEqualTo(10);
    assertThat(members.segments()).containsEntry(segment, 10);
    var buyers = live.audience(serving, wish(null, "i000", List.of(), 10)).orElseThrow();
    assertThat(buyers.ranked()).isEqualTo("affinity");
    assertThat(buyers.users()).hasSize(10);
    var alike = live.audience(serving, wish(null, null, List.of("u0000"), 10)).orElseThrow();
    assertThat(alike.users()).hasSize(10).noneMatch(user -> user.userId().equals("u0000"));
    assertThat(live.audience(serving, wish(null, "never", List.of(), 10))).isEmpty();
  }

  private static AudienceWish wish(
      @Nullable String segment, @Nullable String item, List<String> like, int size) {
    return new AudienceWish(segment, item, null, null, null, like, null, size);
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
    assertThat(live.search(serving, title, 5)).anyMatch(item -> item.itemId().equals("i010"));
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
      assertThat(serving.people().ofSegment(serving.segment(parts.getFirst()).orElseThrow()))
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
