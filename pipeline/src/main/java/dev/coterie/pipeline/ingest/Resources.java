package dev.coterie.pipeline.ingest;

import java.nio.file.Path;

/**
 * What reading may use.
 *
 * @param threads at least 1; the result is the same for any number
 * @param memoryBytes for the rows that are being cleaned, outside the Java heap; at least 64 MiB,
 *     beyond it they go to {@code tempDir}
 * @param tempDir an existing folder; the rejected rows are left there, the caller takes them
 */
public record Resources(int threads, long memoryBytes, Path tempDir) {
  /** Below this DuckDB cannot read at all. */
  public static final long LEAST_MEMORY = 64L << 20;

  public Resources {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    if (memoryBytes < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "memoryBytes must be at least " + LEAST_MEMORY + ", not " + memoryBytes);
    }
  }
}
