package dev.coterie.language.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** A model whose answers are a function of the question; remembers what it was asked. */
public final class ScriptedChat implements Chat {
  private final Function<ChatPrompt, ChatAnswer> script;
  private final List<ChatPrompt> asked = Collections.synchronizedList(new ArrayList<>());

  /** With answers as a whole model gives them. */
  public ScriptedChat(Function<ChatPrompt, ChatAnswer> script) {
    this.script = script;
  }

  /** Says the same to everything. */
  public static ScriptedChat saying(String text) {
    return new ScriptedChat(prompt -> whole(text));
  }

  /** A whole answer without a count of tokens. */
  public static ChatAnswer whole(String text) {
    return new ChatAnswer(text, ChatAnswer.Finish.WHOLE, 0, 0);
  }

  /** All questions so far. */
  public List<ChatPrompt> asked() {
    return List.copyOf(asked);
  }

  @Override
  public String id() {
    return "scripted";
  }

  @Override
  public ChatAnswer ask(ChatPrompt prompt) {
    asked.add(prompt);
    return script.apply(prompt);
  }
}
