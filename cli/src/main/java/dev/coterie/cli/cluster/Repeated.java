package dev.coterie.cli.cluster;

import dev.coterie.domain.CoterieException.BadUsage;
import java.util.function.Supplier;

/**
 * The result of work that is done a number of times in a row.
 *
 * @param seconds of the fastest run
 * @param first of the first
 */
public record Repeated<T>(T result, double seconds, double first) {
  /** Runs the same work {@code times} times; refuses fewer than one. */
  public static <T> Repeated<T> of(int times, Supplier<T> work) {
    if (times < 1) {
      throw new BadUsage("--repeat must be at least 1, not " + times + ".");
    }
    long begun = System.nanoTime();
    T result = work.get();
    double first = (System.nanoTime() - begun) / 1e9;
    double least = first;
    for (int run = 1; run < times; run++) {
      begun = System.nanoTime();
      result = work.get();
      least = Math.min(least, (System.nanoTime() - begun) / 1e9);
    }
    return new Repeated<>(result, least, first);
  }
}
