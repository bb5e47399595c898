package dev.coterie.cli.terminal;

import java.util.Locale;

/** How a result is written to stdout. */
public enum Format {
  TABLE,
  JSON,
  CSV;

  /** As written after {@code --format}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
