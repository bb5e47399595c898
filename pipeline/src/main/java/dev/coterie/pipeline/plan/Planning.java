package dev.coterie.pipeline.plan;

import dev.coterie.domain.CoterieException;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.Plan;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Ingest;
import dev.coterie.pipeline.ingest.Resources;
import dev.coterie.pipeline.ingest.SourceSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Predicts peak memory, time and disk of each stage without doing the work. */
public final class Planning {
  private static final double MIB = 1 << 20;
  private static final long READING = 256L << 20;
  private static final double BESIDE_HEAP = 256 * MIB;

  private Planning() {}

  /** As {@link #plan(EventSource, long, int)}, on all processors. */
  public static Plan plan(EventSource source, long memoryBytes) {
    return plan(source, memoryBytes, Runtime.getRuntime().availableProcessors());
  }

  /**
   * The plan of a fit of a source within some memory, its texts not embedded before. It reads a few
   * MiB of the files, whatever their size.
   *
   * @param threads of the fit, at least 1
   * @throws CoterieException where the source is refused, as {@link Ingest} does
   */
  public static Plan plan(EventSource source, long memoryBytes, int threads) {
    Shape shape = shape(source, threads);
    double heap = Math.min(memoryBytes, Runtime.getRuntime().maxMemory());
    double reading = Math.max(memoryBytes / 4.0, memoryBytes - heap - BESIDE_HEAP);
    return new Plan(
        Math.round(shape.rows()),
        Costs.of(shape, threads, reading / MIB, heap / memoryBytes),
        memoryBytes / MIB);
  }

  private static Shape shape(EventSource source, int threads) {
    try {
      SourceSample sample = SourceSample.of(source, threads);
      if (sample.clean() > 0) {
        return Shape.of(sample);
      }
    } catch (CoterieException e) {
      // A refusal of pieces names pieces, and may be wrong of the whole: the whole has to speak.
      return read(source, threads);
    }
    return read(source, threads);
  }

  private static Shape read(EventSource source, int threads) {
    try {
      Path folder = Files.createTempDirectory("coterie-plan-");
      try {
        var data = Ingest.read(source, new Resources(threads, READING, folder), Progress.NONE);
        Files.delete(data.rejects());
        return Shape.of(data);
      } finally {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new JobFailed("The folder for temporary files cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Refuses a plan that does not fit.
   *
   * @throws JobFailed with the figure and the remedy
   */
  public static void require(Plan plan) {
    if (!plan.fits()) {
      throw new JobFailed(
          String.format(
              Locale.ROOT,
              "This fit needs about %.0f MiB of memory and may use %.0f MiB.%n"
                  + "Give it more with --memory %.0fM, or fit fewer events with --where.",
              plan.peakMemoryMib(),
              plan.memoryLimitMib(),
              Math.ceil(plan.peakMemoryMib() * 1.1)));
    }
  }
}
