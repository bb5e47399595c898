package dev.coterie.pipeline;

import dev.coterie.numeric.Progress;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Runs stages one after the other, tells which one runs, and keeps how long each took. */
final class Stopwatch {
  private static final double NANOS_A_SECOND = 1e9;

  private final Progress progress;
  private final SequencedMap<String, Double> seconds = new LinkedHashMap<>();

  Stopwatch(Progress progress) {
    this.progress = progress;
  }

  <T> T time(String stage, Supplier<T> work) {
    progress.report(stage, 0, 0);
    long start = System.nanoTime();
    T result = work.get();
    seconds.merge(stage, (System.nanoTime() - start) / NANOS_A_SECOND, Double::sum);
    return result;
  }

  SequencedMap<String, Double> seconds() {
    return new LinkedHashMap<>(seconds);
  }
}
