package dev.coterie.language.chat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where a model would, keeps what it would be asked, and answers nothing. */
public final class PromptRecorder implements Chat {
  private final String id;
  private final List<ChatPrompt> prompts = new CopyOnWriteArrayList<>();

  /** Records for the model of this id, so that answers which are known are not asked for. */
  public PromptRecorder(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ChatAnswer ask(ChatPrompt prompt) {
    prompts.add(prompt);
    throw new ChatUnavailable("nothing is asked in a dry run", null);
  }

  /** What would have been asked, in the order of its text. */
  public List<ChatPrompt> prompts() {
    return prompts.stream()
        .sorted((a, b) -> (a.task() + a.data()).compareTo(b.task() + b.data()))
        .toList();
  }
}
