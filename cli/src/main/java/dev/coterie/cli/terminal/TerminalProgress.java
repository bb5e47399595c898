package dev.coterie.cli.terminal;

import dev.coterie.numeric.Progress;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on the terminal, one at a time; a new piece of work takes the place of the last. */
public final class TerminalProgress implements Progress, AutoCloseable {
  private final PrintStream err;
  private final int width;
  private final BooleanSupplier cancelled;
  private @Nullable ProgressBar bar;
  private String current = "";

  /**
   * @param width columns of the terminal
   * @param cancelled whether the work should stop at its next report
   */
  public TerminalProgress(PrintStream err, int width, BooleanSupplier cancelled) {
    this.err = err;
    this.width = width;
    this.cancelled = cancelled;
  }

  /** Shows nothing, and still stops when it should: for {@code --quiet} and for pipes. */
  public static Progress silent(BooleanSupplier cancelled) {
    return (what, done, total) -> stopIf(cancelled);
  }

  @Override
  public synchronized void report(String what, long done, long total) {
    stopIf(cancelled);
    ProgressBar shown = bar;
    if (shown == null || !what.equals(current)) {
      close();
      shown = start(what, total);
      bar = shown;
      current = what;
    }
    shown.maxHint(total > 0 ? total : -1);
    shown.stepTo(done);
  }

  private ProgressBar start(String what, long total) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(total > 0 ? total : -1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setConsumer(new ConsoleProgressBarConsumer(err, width - 1))
        .clearDisplayOnFinish()
        .build();
  }

  /** Takes the bar off the terminal. */
  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      current = "";
    }
  }

  private static void stopIf(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("interrupted");
    }
  }
}
