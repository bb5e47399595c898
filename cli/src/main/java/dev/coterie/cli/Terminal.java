package dev.coterie.cli;

import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Results;
import dev.coterie.cli.terminal.TerminalProgress;
import dev.coterie.numeric.Progress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * Where a command reads its surroundings and writes.
 *
 * @param out results
 * @param err progress, notes and errors
 * @param interactive whether {@code err} is a terminal that a person sees
 * @param columns width of that terminal
 */
record Terminal(
    Results out, PrintStream err, boolean interactive, int columns, Interruption interruption) {

  /** That of this process; the launcher tells what Java cannot find out about stderr. */
  static Terminal ofProcess() {
    return new Terminal(
        new Results(new FileOutputStream(FileDescriptor.out)),
        System.err,
        Boolean.getBoolean("coterie.terminal"),
        Math.max(40, Integer.getInteger("coterie.columns", 80)),
        Interruption.bySignal());
  }

  Output output(FormatOption format) {
    return new Output(out, format.format());
  }

  /** Progress for a piece of work; close it before something else is written. */
  Shown progress(boolean quiet) {
    if (!interactive || quiet) {
      return new Shown(TerminalProgress.silent(interruption::requested), () -> {});
    }
    TerminalProgress bar = new TerminalProgress(err, columns, interruption::requested);
    return new Shown(bar, bar::close);
  }

  /** A remark for the person at the terminal. */
  void note(boolean quiet, String text) {
    if (!quiet) {
      err.println(text);
    }
  }

  /** Progress that is on show until it is closed. */
  record Shown(Progress progress, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }
}
