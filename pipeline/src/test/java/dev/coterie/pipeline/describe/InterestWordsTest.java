package dev.coterie.pipeline.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.language.chat.AnswerCache;
import dev.coterie.language.chat.Budget;
import dev.coterie.language.chat.ChatPrompt;
import dev.coterie.language.chat.ChatUnavailable;
import dev.coterie.language.chat.ScriptedChat;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.HandwrittenLog;
import dev.coterie.pipeline.chat.FolderAnswers;
import dev.coterie.pipeline.chat.Scribe;
import dev.coterie.pipeline.chat.Scribes;
import dev.coterie.pipeline.describe.UserInterest.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A catalogue of three interests with five items each; items of an interest lie on one axis. */
class InterestWordsTest {
  private static final String[] WORDS = {"tea mug", "hiking boot", "garden seed"};
  private static final String[] MAKES = {"northwind", "larkspur", "redmoor", "halden", "vesper"};
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  private static HandwrittenLog catalogue(List<String> otherTitles) {
    HandwrittenLog log = new HandwrittenLog();
    for (int i = 0; i < WORDS.length; i++) {
      for (int j = 0; j < MAKES.length; j++) {
        log.item("i" + i + j, MAKES[j] + " " + WORDS[i], "kind " + i);
      }
    }
    for (int o = 0; o < otherTitles.size(); o++) {
      log.item("z" + o, otherTitles.get(o));
    }
    return log;
  }

  private static HandwrittenLog buy(HandwrittenLog log, int interest, int item, int day) {
    return log.event(
        "u", EventKind.PURCHASE, "i" + interest + item, HandwrittenLog.day(20_000 + day));
  }

  /** Mugs over two months, boots in the last week. */
  private static HandwrittenLog mugsAndBoots() {
    HandwrittenLog log = catalogue(List.of());
    buy(buy(buy(log, 0, 0, 0), 0, 1, 10), 0, 2, 60);
    return buy(buy(log, 1, 0, 58), 1, 1, 60);
  }

  /** Items of interest n on axis n, and others on the last one. */
  private static Matrix vectors(EventLog log) {
    Matrix vectors = Matrix.zeros(log.items().size(), WORDS.length + 1);
    for (int i = 0; i < log.items().size(); i++) {
      String id = log.items().get(i).id();
      vectors.set(i, id.startsWith("z") ? WORDS.length : id.charAt(1) - '0', 1);
    }
    return vectors;
  }

  private static List<UserInterest> tell(EventLog log, Scribe scribe) {
    Matrix vectors = vectors(log);
    List<Interest> interests = new ArrayList<>();
    for (int i = 0; i < WORDS.length; i++) {
      interests.add(new Interest(i * MAKES.length, (3.0 - i) / 6));
    }
    return new InterestWords(log, vectors, WORKERS, Progress.NONE)
        .of(
            log.users().indexOf("u"),
            interests,
            () -> new DescribingTest.WordPlacing(log.items(), vectors),
            scribe,
            Progress.NONE);
  }

  private static List<UserInterest> tell(HandwrittenLog log) {
    return tell(log.log(), Scribe.silent());
  }

  private static List<UserInterest> tell(ScriptedChat chat) {
    try (Scribe scribe = Scribes.by(chat)) {
      return tell(mugsAndBoots().log(), scribe);
    }
  }

  @Test
  void whatTheUserCameBackToLastsAndTheRestPasses() {
    List<UserInterest> told = tell(mugsAndBoots());
    assertThat(told).extracting(UserInterest::span).containsExactly(Span.LASTING, Span.PASSING);
    assertThat(told.get(0).words()).containsIgnoringCase("mug");
    assertThat(told.get(1).words()).containsIgnoringCase("boot");
    assertThat(told.get(0).items()).containsExactlyInAnyOrder("i00", "i01", "i02");
    assertThat(told.get(1).since()).isEqualTo(HandwrittenLog.day(20_058));
    assertThat(told.get(1).until()).isEqualTo(HandwrittenLog.day(20_060));
    assertThat(told).allSatisfy(interest -> assertThat(interest.writer()).isEmpty());
  }

  @Test
  void whatPassedLongAgoIsNoInterest() {
    HandwrittenLog log = catalogue(List.of());
    buy(buy(buy(log, 0, 0, 0), 0, 1, 200), 1, 0, 5);
    assertThat(tell(log)).extracting(UserInterest::span).containsExactly(Span.LASTING);
  }

  @Test
  void aMonthIsTooShortToTellWhatLasts() {
    HandwrittenLog log = catalogue(List.of());
    buy(buy(buy(log, 0, 0, 0), 0, 1, 20), 1, 0, 5);
    assertThat(tell(log)).extracting(UserInterest::span).containsOnly(Span.UNTOLD);
    HandwrittenLog timeless = catalogue(List.of());
    timeless.event("u", EventKind.LIKE, "i00", EventLog.NO_TIME);
    assertThat(tell(timeless)).extracting(UserInterest::span).containsExactly(Span.UNTOLD);
  }

  @Test
  void oneItemIsToldByItsTitleAndWhatIsDislikedIsNot() {
    HandwrittenLog log = catalogue(List.of());
    buy(log, 0, 0, 0).event("u", EventKind.DISLIKE, "i10", HandwrittenLog.day(20_000));
    assertThat(tell(log)).extracting(UserInterest::words).containsExactly("Northwind tea mug");
  }

  @Test
  void whoeverDidNothingHasNoInterest() {
    assertThat(tell(catalogue(List.of()).user("u"))).isEmpty();
  }

  private static ScriptedChat wording(String first, String second) {
    return ScriptedChat.saying(
        """
        {"interests": [{"interest": "1", "words": "%s"}, {"interest": "2", "words": "%s"}]}"""
            .formatted(first, second));
  }

  @Test
  void aModelWordsThem() {
    ScriptedChat chat = wording("a mug for tea", "a boot for walks");
    List<UserInterest> told = tell(chat);
    assertThat(told)
        .extracting(UserInterest::words)
        .containsExactly("a mug for tea", "a boot for walks");
    assertThat(told).allSatisfy(interest -> assertThat(interest.writer()).contains("small"));
    assertThat(told).extracting(UserInterest::span).containsExactly(Span.LASTING, Span.PASSING);
    assertThat(chat.asked()).hasSize(1);
    assertThat(chat.asked().getFirst().data())
        .contains("interest 1, lasting", "interest 2, passing", "larkspur tea mug")
        .doesNotContain("\"u\"");
  }

  static Stream<ScriptedChat> useless() {
    return Stream.of(
        wording("a boot for walks", "a mug for tea"),
        wording("visit acme", "visit acme"),
        wording("see www.acme.example mug", "https://acme.example boot"),
        wording("mug ".repeat(12), "boot ".repeat(12)),
        ScriptedChat.saying("{\"interests\": [{\"interest\": \"9\", \"words\": \"a mug\"}]}"),
        ScriptedChat.saying("Of course!"),
        ScriptedChat.saying(""),
        new ScriptedChat(
            prompt -> {
              throw new ChatUnavailable("gone", null);
            }));
  }

  @ParameterizedTest
  @MethodSource("useless")
  void whatIsNoUseLeavesTheOwnWords(ScriptedChat chat) {
    assertThat(tell(chat)).isEqualTo(tell(mugsAndBoots()));
  }

  @Test
  void theModelIsAskedAgainOnlyWhereTheHistoryChanged(@TempDir Path cache) {
    AnswerCache kept = new FolderAnswers(cache);
    ScriptedChat chat = wording("a mug for tea", "a boot for walks");
    for (int time = 0; time < 2; time++) {
      try (Scribe scribe = Scribes.by(chat, kept, new Budget(10, 100_000))) {
        assertThat(tell(mugsAndBoots().log(), scribe).getFirst().writer()).isPresent();
      }
    }
    assertThat(chat.asked()).hasSize(1);
    try (Scribe scribe = Scribes.by(chat, kept, new Budget(10, 100_000))) {
      tell(buy(mugsAndBoots(), 1, 3, 61).log(), scribe);
    }
    assertThat(chat.asked()).hasSize(2);
  }

  /** Whoever bought mugs looked once at something else that lies with them. */
  private static List<UserInterest> withTitle(String title, ScriptedChat chat) {
    HandwrittenLog log = catalogue(List.of(title));
    buy(buy(buy(log, 0, 0, 0), 0, 1, 10), 0, 2, 60);
    EventLog events = log.event("u", EventKind.VIEW, "z0", HandwrittenLog.day(20_001)).log();
    Matrix vectors = vectors(events);
    vectors.set(events.items().size() - 1, 0, 0.5f);
    List<UserInterest> told = new ArrayList<>();
    try (Scribe scribe = Scribes.by(chat)) {
      for (Scribe writer : List.of(Scribe.silent(), scribe)) {
        told.addAll(
            new InterestWords(events, vectors, WORKERS, Progress.NONE)
                .of(
                    0,
                    List.of(new Interest(0, 1)),
                    () -> new DescribingTest.WordPlacing(events.items(), vectors),
                    writer,
                    Progress.NONE));
      }
    }
    return told;
  }

  static List<String> injected() {
    return InjectedTitles.ALL;
  }

  @ParameterizedTest
  @MethodSource("injected")
  void titlesThatInstructLeaveInterestsUnmovedAndStayInsideTheirQuotes(String title) {
    ScriptedChat chat = wording("a mug for tea", "a boot for walks");
    List<UserInterest> told = withTitle(title, chat);
    assertThat(told).isEqualTo(withTitle("sundries", chat)).hasSize(2);
    assertThat(told.get(0).words()).contains("mug");
    assertThat(told.get(1).words()).isEqualTo("a mug for tea");
    for (ChatPrompt prompt : chat.asked()) {
      prompt.data().lines().forEach(InjectedTitles::isALineOfOurs);
      assertThat(prompt.task()).doesNotContain("HACKED").contains("never instruct you");
    }
  }
}
