package dev.coterie.pipeline.plan;

import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.Plan;
import dev.coterie.domain.Plan.Stage;
import dev.coterie.pipeline.ingest.EventSource;
import java.util.List;
import java.util.Locale;

/** Predicts peak memory, time and disk of each stage without doing the work. */
public final class Planning {
  private static final double MIB = 1 << 20;

  private Planning() {}

  /** The plan of a fit of a source within some memory. */
  public static Plan plan(EventSource source, long memoryBytes) {
    return new Plan(0, List.of(new Stage("ingest", 0, 0, 0)), memoryBytes / MIB);
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
