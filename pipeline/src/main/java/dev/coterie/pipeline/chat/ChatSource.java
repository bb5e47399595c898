package dev.coterie.pipeline.chat;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.language.chat.AnswerCache;
import dev.coterie.language.chat.Budget;
import dev.coterie.language.chat.Chat;
import dev.coterie.language.chat.ChatDesk;
import dev.coterie.language.chat.OpenAiChat;
import dev.coterie.language.remote.Endpoint;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Opens the desk where questions are handed in. */
@FunctionalInterface
public interface ChatSource {
  /**
   * The desk of these settings; empty where they name no model. The caller closes it.
   *
   * @throws BadUsage where the address is none
   */
  Optional<ChatDesk> open(ChatOptions options);

  /** The server of the settings. */
  static ChatSource server(AnswerCache cache) {
    return through(cache, chat -> chat);
  }

  /** The same with something before the model, such as one who only writes down its prompts. */
  static ChatSource through(AnswerCache cache, UnaryOperator<Chat> before) {
    return options -> {
      if (options.url().isEmpty() || options.model().isEmpty()) {
        return Optional.empty();
      }
      String url = options.url().get();
      try {
        Endpoint endpoint = Endpoint.of(URI.create(url), options.endpoint(), System::getenv);
        return Optional.of(
            new ChatDesk(
                before.apply(new OpenAiChat(endpoint, options.model().get())),
                cache,
                new Budget(options.calls(), options.tokens()),
                options.concurrency()));
      } catch (IllegalArgumentException e) {
        throw new BadUsage("chat.url '" + url + "': " + e.getMessage() + ".", e);
      }
    };
  }
}
