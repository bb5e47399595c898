package dev.coterie.cli.option;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.embed.VectorCache;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that computes takes: threads, seed, memory, cache, how much to say. */
public final class ComputeOptions {
  /** More than any machine has cores; a number mistyped must not bring it to a standstill. */
  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: all cores). The result is the same for any.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: that of --config, else 42).")
  private @Nullable Long seed;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "Memory to use, such as 3G (default: half of the machine, at most 3G).")
  private @Nullable String memory;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where the vectors of texts are kept between runs (default: ~/.cache/coterie).")
  private @Nullable Path cache;

  @Option(names = "--no-cache", description = "Keep no vectors between runs.")
  private boolean noCache;

  @Option(names = "--quiet", description = "No progress and no notes.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Show where an error came from.")
  private boolean verbose;

  /** From 1 to {@value #MOST_THREADS}; refuses others. */
  public int threads() {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new BadUsage("--threads must be from 1 to " + MOST_THREADS + ", not " + threads + ".");
    }
    return threads;
  }

  /** The one that was asked for. */
  public Optional<Long> seed() {
    return Optional.ofNullable(seed);
  }

  /** The one that was asked for, else that of every fit. */
  public long seedOrDefault() {
    return seed == null ? FitConfiguration.defaults().seed() : seed;
  }

  /** What was asked for, else what the launcher chose, else the same default here. */
  public MemorySize memory() {
    if (memory != null) {
      return MemorySize.parse(memory);
    }
    Long chosen = Long.getLong("coterie.memory");
    return new MemorySize(chosen != null ? chosen : 3L << 30);
  }

  /** The folder of the cache; empty where none is wanted. */
  public Optional<Path> cache() {
    if (noCache) {
      return Optional.empty();
    }
    return Optional.of(cache != null ? cache : VectorCache.defaultFolder(System.getenv()));
  }

  public boolean quiet() {
    return quiet;
  }

  public boolean verbose() {
    return verbose;
  }
}
