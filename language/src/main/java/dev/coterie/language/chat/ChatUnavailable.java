package dev.coterie.language.chat;

import org.jspecify.annotations.Nullable;

/** No answer came from a chat model. The message says where, what happened and the remedy. */
public final class ChatUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChatUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
