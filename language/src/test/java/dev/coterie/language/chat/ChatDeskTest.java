package dev.coterie.language.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.language.chat.ChatAnswer.Finish;
import dev.coterie.numeric.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatDeskTest {
  private static final AnswerShape SHAPE =
      new AnswerShape(
          "names",
          List.of(
              new AnswerShape.Field("id", "whose", 5), new AnswerShape.Field("name", "what", 12)),
          3);
  private static final String GOOD = "{\"names\": [{\"id\": \"a\", \"name\": \"Mugs\"}]}";
  private static final Map<String, String> MUGS = Map.of("id", "a", "name", "Mugs");
  private static final Budget ENOUGH = new Budget(100, 1_000_000);

  /** Keeps in memory. */
  private static final class Kept implements AnswerCache {
    private final Map<String, String> kept = new HashMap<>();

    @Override
    public synchronized Optional<String> find(String question) {
      return Optional.ofNullable(kept.get(question));
    }

    @Override
    public synchronized void keep(String question, String answer) {
      kept.put(question, answer);
    }
  }

  private static ChatPrompt prompt(String data) {
    return new ChatPrompt("Name.", data, SHAPE, 50);
  }

  private static Reply ask(Chat chat) {
    try (ChatDesk desk = new ChatDesk(chat, AnswerCache.NONE, ENOUGH, 2)) {
      return desk.ask(List.of(prompt("x")), Progress.NONE).getFirst();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "```json\n" + GOOD + "\n```",
        "Here you are: " + GOOD,
        "{\"names\": [{\"id\": \"a\", \"name\": \"<b>Mugs\\u202e</b\\n>\", \"more\": 1}]}"
      })
  void whatHoldsTheRecordsIsRead(String text) {
    Reply reply = ask(ScriptedChat.saying(text));
    assertThat(reply.entries()).hasSize(1);
    assertThat(reply.fault()).isEmpty();
  }

  @Test
  void textsComeBackPlain() {
    Reply reply =
        ask(
            ScriptedChat.saying(
                "{\"names\": [{\"id\": \"a\", \"name\": \" \\u202eM\\u0000ugs <i>\\n\"}]}"));
    assertThat(reply.entries().getFirst()).containsEntry("name", "M ugs i");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "I cannot help with that.",
        "{\"names\": [{\"id\": \"a\", \"name\": \"Mu",
        "{\"other\": []}",
        "{\"names\": {\"id\": \"a\", \"name\": \"Mugs\"}}",
        "[1, 2]",
        "{\"names\": [{\"id\": \"a\"}]}",
        "{\"names\": [{\"id\": \"a\", \"name\": 7}]}",
        "{\"names\": [{\"id\": \"a\", \"name\": \" \"}]}",
        "{\"names\": [{\"id\": \"a\", \"name\": \"longer than twelve\"}]}"
      })
  void whatIsWrongIsAskedForOnceMoreWithItsFaultAndThenRefused(String wrong) {
    ScriptedChat stubborn = ScriptedChat.saying(wrong);
    Reply reply = ask(stubborn);
    assertThat(reply.entries()).isEmpty();
    assertThat(reply.fault()).isNotEmpty();
    assertThat(stubborn.asked()).hasSize(2);
    assertThat(stubborn.asked().get(1).task()).contains("could not be used");

    ScriptedChat mending =
        new ScriptedChat(
            prompt ->
                ScriptedChat.whole(prompt.task().contains("could not be used") ? GOOD : wrong));
    assertThat(ask(mending).entries()).containsExactly(MUGS);
  }

  @Test
  void cutAnswersAreRefusedEvenWhereTheyLookWhole() {
    ScriptedChat cut = new ScriptedChat(prompt -> new ChatAnswer(GOOD, Finish.CUT, 1, 1));
    assertThat(ask(cut).fault()).contains("cut");
    assertThat(ask(cut).entries()).isEmpty();
  }

  @Test
  void goodRecordsStandBesideWrongOnes() {
    ScriptedChat half =
        ScriptedChat.saying(
            "{\"names\": [{\"id\": \"a\", \"name\": \"Mugs\"}, {\"id\": \"b\", \"name\": \"\"}]}");
    Reply reply = ask(half);
    assertThat(reply.entries()).containsExactly(MUGS);
    assertThat(reply.fault()).contains("entry 2");
  }

  @Test
  void noMoreRecordsAreReadThanAskedFor() {
    String one = "{\"id\": \"a\", \"name\": \"Mugs\"}";
    String five = String.join(", ", List.of(one, one, one, one, one));
    assertThat(ask(ScriptedChat.saying("{\"names\": [" + five + "]}")).entries()).hasSize(3);
  }

  @Test
  void aModelThatIsNotThereRefusesItsOwnQuestionsOnly() {
    ScriptedChat moody =
        new ScriptedChat(
            prompt -> {
              if (prompt.data().equals("b")) {
                throw new ChatUnavailable("the server is gone", null);
              }
              return ScriptedChat.whole(GOOD);
            });
    try (ChatDesk desk = new ChatDesk(moody, AnswerCache.NONE, ENOUGH, 2)) {
      List<Reply> replies = desk.ask(List.of(prompt("a"), prompt("b"), prompt("c")), Progress.NONE);
      assertThat(replies.get(0).entries()).hasSize(1);
      assertThat(replies.get(1).fault()).contains("the server is gone");
      assertThat(replies.get(2).entries()).hasSize(1);
      assertThat(moody.asked()).as("no repair where nobody answers").hasSize(3);
      assertThat(desk.spending().refused()).isEqualTo(1);
    }
  }

  @Test
  void goodAnswersAreKeptAndOthersAreNot() {
    Kept cache = new Kept();
    ScriptedChat bad = ScriptedChat.saying("no");
    try (ChatDesk desk = new ChatDesk(bad, cache, ENOUGH, 1)) {
      desk.ask(List.of(prompt("a")), Progress.NONE);
    }
    ScriptedChat good = ScriptedChat.saying(GOOD);
    try (ChatDesk desk = new ChatDesk(good, cache, ENOUGH, 1)) {
      desk.ask(List.of(prompt("a")), Progress.NONE);
      desk.ask(List.of(prompt("a")), Progress.NONE);
      desk.ask(List.of(prompt("b")), Progress.NONE);
      assertThat(good.asked()).extracting(ChatPrompt::data).containsExactly("a", "b");
      assertThat(desk.spending().cached()).isEqualTo(1);
    }
  }

  @Test
  void theBudgetOfCallsIsKept() {
    ScriptedChat chat = ScriptedChat.saying(GOOD);
    try (ChatDesk desk = new ChatDesk(chat, AnswerCache.NONE, new Budget(3, 1_000_000), 4)) {
      List<ChatPrompt> prompts = IntStream.range(0, 9).mapToObj(i -> prompt("x" + i)).toList();
      List<Reply> replies = desk.ask(prompts, Progress.NONE);
      assertThat(chat.asked()).hasSize(3);
      assertThat(replies).filteredOn(r -> r.fault().contains("budget")).hasSize(6);
      assertThat(desk.spending().calls()).isEqualTo(3);
    }
  }

  @Test
  void theBudgetOfTokensIsKeptAlsoWithManyAtOnce() {
    ScriptedChat chat = new ScriptedChat(prompt -> new ChatAnswer(GOOD, Finish.WHOLE, 60, 40));
    long each = prompt("x0").tokens() + 50;
    try (ChatDesk desk = new ChatDesk(chat, AnswerCache.NONE, new Budget(100, 3 * each), 8)) {
      desk.ask(IntStream.range(0, 9).mapToObj(i -> prompt("x" + i)).toList(), Progress.NONE);
      assertThat(desk.spending().tokens()).isLessThanOrEqualTo(3 * each).isPositive();
    }
  }

  @Test
  void noMoreAreUnderWayThanAllowed() {
    AtomicInteger under = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier three = new CyclicBarrier(3);
    ScriptedChat chat =
        new ScriptedChat(
            prompt -> {
              most.accumulateAndGet(under.incrementAndGet(), Math::max);
              try {
                three.await(30, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              under.decrementAndGet();
              return ScriptedChat.whole(GOOD);
            });
    try (ChatDesk desk = new ChatDesk(chat, AnswerCache.NONE, ENOUGH, 3)) {
      desk.ask(IntStream.range(0, 9).mapToObj(i -> prompt("x" + i)).toList(), Progress.NONE);
    }
    assertThat(most).hasValue(3);
  }

  @Test
  void progressIsToldAndMayStop() {
    List<Long> done = new ArrayList<>();
    try (ChatDesk desk = new ChatDesk(ScriptedChat.saying(GOOD), AnswerCache.NONE, ENOUGH, 1)) {
      List<ChatPrompt> two = List.of(prompt("a"), prompt("b"));
      desk.ask(two, (what, at, total) -> done.add(at));
      assertThat(done).containsExactly(0L, 1L, 2L);
      assertThatThrownBy(
              () ->
                  desk.ask(
                      two,
                      (what, at, total) -> {
                        throw new CancellationException("stop");
                      }))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void aDryRunKeepsThePromptsAndAnswersNothing() {
    PromptRecorder recorder = new PromptRecorder("m");
    try (ChatDesk desk = new ChatDesk(recorder, AnswerCache.NONE, ENOUGH, 1)) {
      List<Reply> replies = desk.ask(List.of(prompt("b"), prompt("a")), Progress.NONE);
      assertThat(replies).allSatisfy(r -> assertThat(r.entries()).isEmpty());
    }
    assertThat(recorder.prompts()).extracting(ChatPrompt::data).containsExactly("a", "b");
  }
}
