package dev.coterie.numeric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of threads for loops whose result does not depend on that number: work is cut into
 * blocks of a size that the caller gives, and partial results are put together in block order.
 */
public final class Workers implements AutoCloseable {
  /** One block of a loop: indices {@code from} (included) to {@code to} (excluded). */
  @FunctionalInterface
  public interface Block {
    void run(int from, int to);
  }

  /** A block that gives a part of a sum. */
  @FunctionalInterface
  public interface SumBlock {
    double run(int from, int to);
  }

  private final int threads;
  private final ExecutorService executor;

  private Workers(int threads) {
    this.threads = threads;
    this.executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("coterie-worker-", 0).factory());
  }

  /** Starts workers; refuses fewer than one thread. */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    return new Workers(threads);
  }

  public int threads() {
    return threads;
  }

  /** Runs a loop over 0 to {@code n} in blocks; the first exception of a block is rethrown. */
  public void forBlocks(int n, int blockSize, Block block) {
    int blocks = blocks(n, blockSize);
    if (threads == 1 || blocks <= 1) {
      for (int b = 0; b < blocks; b++) {
        block.run(b * blockSize, Math.min(n, (b + 1) * blockSize));
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Callable<Boolean> drain =
        () -> {
          for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
            block.run(b * blockSize, Math.min(n, (b + 1) * blockSize));
          }
          return true;
        };
    List<Future<Boolean>> running = new ArrayList<>();
    for (int t = 1; t < Math.min(threads, blocks); t++) {
      running.add(executor.submit(drain));
    }
    RuntimeException failure = null;
    try {
      drain.call();
    } catch (Exception e) {
      failure = unchecked(e);
      next.set(blocks);
    }
    for (Future<Boolean> future : running) {
      try {
        future.get();
      } catch (ExecutionException e) {
        next.set(blocks);
        failure = failure == null ? unchecked(e.getCause()) : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        next.set(blocks);
        failure = failure == null ? new IllegalStateException("interrupted", e) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** One of several things that do not depend on each other. */
  @FunctionalInterface
  public interface Part<T> {
    /**
     * Makes it.
     *
     * @param workers what its own loops run on
     */
    T make(int index, Workers workers);
  }

  /**
   * Makes {@code n} things, in their order. Where each is small several are made at once, each by
   * one thread: the threads of many short loops wait for each other more than they work.
   */
  public <T> List<T> each(int n, boolean small, Part<T> part) {
    List<T> made = new ArrayList<>();
    if (!small || threads == 1) {
      for (int i = 0; i < n; i++) {
        made.add(part.make(i, this));
      }
      return made;
    }
    List<Optional<T>> parts = new ArrayList<>(Collections.nCopies(n, Optional.empty()));
    try (Workers alone = of(1)) {
      forBlocks(n, 1, (from, to) -> parts.set(from, Optional.of(part.make(from, alone))));
    }
    parts.forEach(each -> made.add(each.orElseThrow()));
    return made;
  }

  /** A sum over blocks, added in block order: the same bits for any number of threads. */
  public double sum(int n, int blockSize, SumBlock block) {
    double[] parts = new double[blocks(n, blockSize)];
    forBlocks(n, blockSize, (from, to) -> parts[from / blockSize] = block.run(from, to));
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  private static int blocks(int n, int blockSize) {
    return Math.ceilDiv(n, blockSize);
  }

  private static RuntimeException unchecked(@org.jspecify.annotations.Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null -> new IllegalStateException("a block failed without a cause");
      default -> new IllegalStateException(cause);
    };
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
