package dev.coterie.live;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a live part works.
 *
 * @param queue events that may wait to be written, at least 1
 * @param refitHours hours after which a fit starts by itself, 0 for never
 * @param refitOnDrift whether a fit starts by itself when the drift figure says that it is due
 * @param keepSnapshots how many of the snapshots that were fitted here are kept, at least 2
 * @param erasures a file to which every erasure is written beside the record in the folder
 */
public record LiveOptions(
    int queue,
    double refitHours,
    boolean refitOnDrift,
    int keepSnapshots,
    Optional<Path> erasures) {
  public LiveOptions {
    if (queue < 1) {
      throw new IllegalArgumentException("queue must be at least 1, not " + queue);
    }
    if (!(refitHours >= 0)) {
      throw new IllegalArgumentException("refit-hours must be at least 0, not " + refitHours);
    }
    if (keepSnapshots < 2) {
      throw new IllegalArgumentException("keep-snapshots must be at least 2, not " + keepSnapshots);
    }
  }

  public static LiveOptions defaults() {
    return new LiveOptions(100_000, 0, false, 5, Optional.empty());
  }
}
