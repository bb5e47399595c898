package dev.coterie.cli.option;

import picocli.CommandLine.Option;

/** How much a command says that computes nothing. */
public final class TalkOptions {
  @Option(names = "--quiet", description = "No notes.")
  private boolean quiet;

  /** Read from the command line by the one who tells errors. */
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--verbose", description = "Show where an error came from.")
  private boolean verbose;

  public boolean quiet() {
    return quiet;
  }
}
