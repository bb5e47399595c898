package dev.coterie.pipeline.plan;

import dev.coterie.domain.CleanData;
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
import java.util.Locale;

/** Predicts peak memory, time and disk of each stage without doing the work. */
public final class Planning {
  private static final double MIB = 1 << 20;

  private Planning() {}

  /**
   * The plan of a fit of a source within some memory, its texts not embedded before. It reads a few
   * MiB of the files, whatever their size.
   *
   * @param effort what the settings of the fit ask for
   * @param memoryBytes of the fit, in all
   * @param reading what its reading may use; the plan itself uses no more
   * @throws CoterieException where the source is refused, as {@link Ingest} does
   */
  public static Plan plan(EventSource source, Effort effort, long memoryBytes, Resources reading) {
    Shape shape = shape(source, reading);
    double heap = Math.min(memoryBytes, Runtime.getRuntime().maxMemory());
    return new Plan(
        Math.round(shape.rows()),
        Costs.of(shape, effort, reading.threads(), reading.memoryBytes() / MIB, heap / memoryBytes),
        memoryBytes / MIB);
  }

  private static Shape shape(EventSource source, Resources reading) {
    try {
      SourceSample sample = SourceSample.of(source, reading);
      if (sample.clean() > 0) {
        return Shape.of(sample);
      }
    } catch (CoterieException e) {
      // A refusal of pieces names pieces, and may be wrong of the whole: the whole has to speak.
      return read(source, reading);
    }
    return read(source, reading);
  }

  private static Shape read(EventSource source, Resources reading) {
    CleanData data = Ingest.read(source, reading, Progress.NONE);
    try {
      Files.delete(data.rejects());
    } catch (IOException e) {
      throw new JobFailed("The folder for temporary files cannot be used: " + e.getMessage(), e);
    }
    return Shape.of(data);
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
