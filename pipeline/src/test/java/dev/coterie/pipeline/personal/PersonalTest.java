package dev.coterie.pipeline.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Fit;
import dev.coterie.language.chat.AnswerCache;
import dev.coterie.language.chat.ScriptedChat;
import dev.coterie.language.remote.ModelServer;
import dev.coterie.language.remote.ModelServer.Said;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.Story;
import dev.coterie.pipeline.chat.ChatSource;
import dev.coterie.pipeline.chat.Scribe;
import dev.coterie.pipeline.chat.Scribes;
import dev.coterie.pipeline.describe.InjectedTitles;
import dev.coterie.pipeline.describe.UserInterest;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.personal.Proposals.Proposal;
import dev.coterie.pipeline.snapshot.ListedItem;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One user of a small snapshot, and a model behind a real server. */
class PersonalTest {
  private static final int FIRST = 5;
  private static final Workers WORKERS = Workers.of(2);

  @TempDir private static Path folder;
  private static EventLog events;
  private static SnapshotReader snapshot;
  private static String user;
  private static List<ListedItem> list;

  private final ModelServer server = ModelServer.start();

  @BeforeAll
  static void fit() {
    PlantedEvents.of(Shape.PLAIN.withUsers(80), 8).write(folder, 0);
    Fit fit = Story.fit(folder, folder, 2);
    SnapshotWriter.write(fit, folder.resolve("snapshot"), false);
    snapshot = SnapshotReader.open(folder.resolve("snapshot"));
    events = fit.data().events();
    user = events.users().getFirst();
    list = snapshot.list(user);
  }

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Personal personal(Scribe scribe) {
    return new Personal(snapshot, VectorCache.none(), scribe, WORKERS, Progress.NONE);
  }

  private Scribe scribe() {
    return Scribe.of(
        Scribes.options(server.base().toString()), ChatSource.server(AnswerCache.NONE));
  }

  private Proposals propose(int most) {
    try (Scribe scribe = scribe()) {
      return personal(scribe).propose(user, most);
    }
  }

  private Reordered reorder(int fewerEvents) {
    try (Scribe scribe = scribe()) {
      return personal(scribe).reorder(user, list, FIRST, fewerEvents);
    }
  }

  private void says(String content) {
    server.chat(request -> Said.whole(content));
  }

  private static String wishes(String... descriptions) {
    return Stream.of(descriptions)
        .map("{\"description\": \"%s\"}"::formatted)
        .collect(Collectors.joining(", ", "{\"wishes\": [", "]}"));
  }

  private static String order(String... positions) {
    return Stream.of(positions)
        .map("{\"position\": \"%s\"}"::formatted)
        .collect(Collectors.joining(", ", "{\"order\": [", "]}"));
  }

  private static Set<String> touched() {
    Set<String> touched = new HashSet<>();
    for (int e = 0; e < events.size(); e++) {
      if (events.user()[e] == 0 && events.item()[e] != EventLog.NONE) {
        touched.add(events.items().get(events.item()[e]).id());
      }
    }
    return touched;
  }

  @Test
  void interestsAreInWordsWithoutAnyModel() {
    List<UserInterest> interests = personal(Scribe.silent()).interests(user);
    assertThat(interests).isNotEmpty();
    assertThat(interests)
        .allSatisfy(
            interest -> {
              assertThat(interest.words()).isNotBlank();
              assertThat(touched()).containsAll(interest.items());
            });
    assertThatThrownBy(() -> personal(Scribe.silent()).interests("nobody"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void theCatalogueAnswersWhatTheModelDescribes() {
    Set<String> touched = touched();
    String wanted =
        events.items().stream()
            .filter(item -> !touched.contains(item.id()))
            .findFirst()
            .orElseThrow()
            .title();
    says(wishes(wanted, "qqqq zzzz", "https://acme.example", wanted));
    Proposals proposals = propose(3);
    assertThat(proposals.items()).hasSize(3);
    assertThat(proposals.items().getFirst().title()).isEqualTo(wanted);
    assertThat(proposals.items().getFirst().answers()).isEqualTo(wanted);
    assertThat(proposals.items()).extracting(Proposal::itemId).doesNotHaveDuplicates();
    assertThat(touched)
        .doesNotContainAnyElementsOf(proposals.items().stream().map(Proposal::itemId).toList());
    assertThat(events.items().stream().map(item -> item.id()).toList())
        .containsAll(proposals.items().stream().map(Proposal::itemId).toList());
    assertThat(proposals.wishes()).isEqualTo(4);
    assertThat(proposals.unmatched()).containsExactly("qqqq zzzz", "https://acme.example", wanted);
  }

  @Test
  void anIdOfTheModelIsOnlyAText() {
    says(
        wishes(list.getFirst().itemId())
            .replace("\"description\"", "\"item_id\": \"i-new\", \"description\""));
    assertThat(propose(3).items()).isEmpty();
  }

  @Test
  void theModelIsToldNoIdOfTheUser() {
    says(wishes("a thing"));
    propose(3);
    assertThat(server.received()).isNotEmpty();
    assertThat(server.received())
        .allSatisfy(request -> assertThat(request.prompt()).doesNotContain(user));
  }

  @Test
  void theFirstItemsComeInTheOrderOfTheModel() {
    says(order("3", "1", "5", "2", "4"));
    Reordered reordered = reorder(Integer.MAX_VALUE);
    assertThat(reordered.first()).isEqualTo(FIRST);
    List<ListedItem> expected = new ArrayList<>();
    for (int at : new int[] {2, 0, 4, 1, 3}) {
      expected.add(list.get(at).withRank(expected.size() + 1));
    }
    expected.addAll(list.subList(FIRST, list.size()));
    assertThat(reordered.list()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3 1 5 2",
        "3 1 5 2 2",
        "3 1 5 2 4 1",
        "0 1 2 3 4",
        "1 2 3 4 6",
        "1 2 3 4 five",
        "-1 2 3 4 5"
      })
  void whatIsNoOrderChangesNothing(String positions) {
    says(order(positions.split(" ", -1)));
    Reordered reordered = reorder(Integer.MAX_VALUE);
    assertThat(reordered.list()).isEqualTo(list);
    assertThat(reordered.first()).isZero();
    assertThat(reordered.fault()).isNotBlank();
  }

  @Test
  void whoeverDidMuchKeepsTheOrderAndNobodyIsAsked() {
    says(order("3", "1", "5", "2", "4"));
    assertThat(reorder(1).list()).isEqualTo(list);
    assertThat(server.received()).isEmpty();
  }

  static Stream<ModelServer.Fault> faults() {
    return Stream.of(
        ModelServer.status(429, "slow down", "Retry-After", "0"),
        ModelServer.status(500, "boom", "Retry-After", "0"),
        ModelServer.status(401, "no"),
        ModelServer.cutOff(),
        ModelServer.body("<html>gateway</html>"),
        ModelServer.body("{\"choices\": []}"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aServerThatFailsChangesNothing(ModelServer.Fault fault) {
    says("I would rather not.");
    Collections.nCopies(4, fault).forEach(server::next);
    Reordered reordered = reorder(Integer.MAX_VALUE);
    assertThat(reordered.list()).isEqualTo(list);
    assertThat(reordered.fault()).isNotBlank();
    Collections.nCopies(4, fault).forEach(server::next);
    assertThat(propose(3).items()).isEmpty();
  }

  @Test
  void silenceChangesNothing() {
    server.next(server.silence()).next(server.silence());
    assertThat(reorder(Integer.MAX_VALUE).list()).isEqualTo(list);
  }

  @ParameterizedTest
  @ValueSource(strings = {"length", "content_filter"})
  void anAnswerThatIsCutChangesNothing(String finish) {
    server.chat(request -> new Said(order("3", "1", "5", "2", "4"), finish));
    assertThat(reorder(Integer.MAX_VALUE).list()).isEqualTo(list);
  }

  @Test
  void titlesThatInstructAreOnlyPositions() {
    List<ListedItem> injected =
        IntStream.range(0, InjectedTitles.ALL.size())
            .mapToObj(
                i -> new ListedItem(i + 1, "x" + i, InjectedTitles.ALL.get(i), 1, 0.5, List.of()))
            .toList();
    ScriptedChat chat = ScriptedChat.saying(order("HACKED"));
    try (Scribe scribe = Scribes.by(chat)) {
      assertThat(
              personal(scribe).reorder(user, injected, injected.size(), Integer.MAX_VALUE).list())
          .isEqualTo(injected);
    }
    assertThat(chat.asked())
        .isNotEmpty()
        .allSatisfy(
            prompt -> {
              prompt.data().lines().forEach(InjectedTitles::isALineOfOurs);
              assertThat(prompt.data().lines().filter(line -> line.startsWith("  position")))
                  .hasSize(injected.size());
              assertThat(prompt.task()).doesNotContain("rank it first");
            });
  }
}
