package dev.coterie.pipeline.chat;

import dev.coterie.language.chat.AnswerShape;
import dev.coterie.language.chat.ChatDesk;
import dev.coterie.language.chat.ChatPrompt;
import dev.coterie.language.chat.QuotedText;
import dev.coterie.language.chat.Reply;
import dev.coterie.language.chat.Spending;
import dev.coterie.numeric.Progress;
import java.util.List;
import java.util.Optional;

/** Writes in the voice of the settings where there is a chat model, else nothing. */
public final class Scribe implements AutoCloseable {
  private final Optional<ChatDesk> desk;
  private final ChatOptions voice;

  private Scribe(Optional<ChatDesk> desk, ChatOptions voice) {
    this.desk = desk;
    this.voice = voice;
  }

  /** One who writes nothing. */
  public static Scribe silent() {
    return new Scribe(Optional.empty(), ChatOptions.defaults());
  }

  /** By the model of the settings, if they name one. */
  public static Scribe of(ChatOptions options, ChatSource source) {
    return new Scribe(source.open(options), options);
  }

  /** Whether there is a model. */
  public boolean writes() {
    return desk.isPresent();
  }

  /** Id of the model. */
  public String model() {
    return voice.model().orElse("none");
  }

  /**
   * A question in this voice.
   *
   * @param task what to write of what, in the words of the program
   * @param data with the texts of others {@link QuotedText quoted}
   */
  public ChatPrompt prompt(String task, String data, AnswerShape shape, int mostTokens) {
    String domain = voice.domain().isBlank() ? "" : " " + QuotedText.plain(voice.domain());
    String role =
        "You write for %s, in %s.%s "
            .formatted(
                QuotedText.plain(voice.reader()), QuotedText.plain(voice.language()), domain);
    return new ChatPrompt(role + task + "\n" + QuotedText.WARNING, data, shape, mostTokens);
  }

  /** A reply a prompt; without a model they are all empty. */
  public List<Reply> ask(List<ChatPrompt> prompts, Progress progress) {
    return desk.map(open -> open.ask(prompts, progress))
        .orElseGet(() -> prompts.stream().map(prompt -> new Reply(List.of(), "no model")).toList());
  }

  /** What it cost so far; empty without a model. */
  public Optional<Spending> spending() {
    return desk.map(ChatDesk::spending);
  }

  @Override
  public void close() {
    desk.ifPresent(ChatDesk::close);
  }
}
