package dev.coterie.cli.option;

import dev.coterie.cli.terminal.Format;
import picocli.CommandLine.Option;

/** {@code --format}, for every command that prints a result. */
public final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      defaultValue = "table",
      description = "How to print the result (default: table).")
  private Format format = Format.TABLE;

  public Format format() {
    return format;
  }
}
