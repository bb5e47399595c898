package dev.coterie.bench.clustering;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The best and the first of some runs of the same work, in one process.
 *
 * @param processor seconds of all threads in the run that took the fewest
 * @param result what the last run returned
 */
record Timing<T>(double seconds, double first, double processor, T result) {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  static <T> Timing<T> of(int runs, Supplier<T> work) {
    double best = Double.POSITIVE_INFINITY;
    double first = 0;
    double processor = Double.POSITIVE_INFINITY;
    T result = null;
    for (int run = 0; run < runs; run++) {
      long begun = System.nanoTime();
      long begunProcessor = PROCESS.getProcessCpuTime();
      result = work.get();
      double seconds = (System.nanoTime() - begun) / 1e9;
      processor = Math.min(processor, (PROCESS.getProcessCpuTime() - begunProcessor) / 1e9);
      first = run == 0 ? seconds : first;
      best = Math.min(best, seconds);
    }
    if (result == null) {
      throw new IllegalArgumentException("work that is never run");
    }
    return new Timing<>(best, first, processor, result);
  }

  /** Prints the line that the table is made of. */
  void tell(String job, double objective, String note) {
    System.out.printf(
        Locale.ROOT,
        "%s\tcoterie\t%.4f\t%.4f\t%.4f\t%.7g\t%s%n",
        job,
        seconds,
        first,
        processor,
        objective,
        note);
  }
}
