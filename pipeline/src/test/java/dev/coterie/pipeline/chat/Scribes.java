package dev.coterie.pipeline.chat;

import dev.coterie.language.chat.AnswerCache;
import dev.coterie.language.chat.Budget;
import dev.coterie.language.chat.Chat;
import dev.coterie.language.chat.ChatDesk;
import java.util.Optional;

/** Scribes for tests, by models that tests write. */
public final class Scribes {
  private Scribes() {}

  /** Settings that name a model at an address. */
  public static ChatOptions options(String url) {
    ChatOptions usual = ChatOptions.defaults();
    return new ChatOptions(
        Optional.of(url),
        Optional.of("small"),
        "A shop for the home.",
        usual.reader(),
        usual.language(),
        "NO_SUCH_KEY",
        2,
        2,
        2,
        0,
        usual.calls(),
        usual.tokens(),
        1,
        4);
  }

  /** One who asks this model. */
  public static Scribe by(Chat chat) {
    return by(chat, AnswerCache.NONE, new Budget(1000, 10_000_000));
  }

  /** The same with a cache and a budget. */
  public static Scribe by(Chat chat, AnswerCache cache, Budget budget) {
    return Scribe.of(
        options("http://localhost/v1"),
        options -> Optional.of(new ChatDesk(chat, cache, budget, 2)));
  }
}
