package dev.coterie.language.remote;

import java.io.IOException;

/** A body that came whole, but is not what was asked for. */
public final class UnusableAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  public UnusableAnswer(String message) {
    super(message);
  }
}
