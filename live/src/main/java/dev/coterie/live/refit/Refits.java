package dev.coterie.live.refit;

import dev.coterie.domain.CoterieException;
import dev.coterie.domain.Fit;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.refit.FitStatus.State;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.InterestPipeline;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Runs fits, one at a time, and remembers how the last of them ended. */
public final class Refits implements AutoCloseable {
  private static final int REMEMBERED = 20;

  private final DataFolder folder;
  private final Machine machine;
  private final Desk desk;
  private final List<FitStatus> history = new ArrayList<>();
  private AtomicBoolean cancelled = new AtomicBoolean();
  private @Nullable Thread running;

  /** What a fit needs of the one who serves. */
  public interface Desk {
    /**
     * Writes the data of a fit.
     *
     * @return what the fit is to be of
     */
    Job prepare(Path scratch);

    /** Serves the snapshot that was made, with what people changed of the one before. */
    void publish(Path snapshot, Job job);
  }

  /**
   * A fit to be made.
   *
   * @param through number of the last event that it is of
   * @param before the snapshot that it succeeds
   */
  public record Job(FitConfiguration configuration, long through, SnapshotReader before) {}

  public Refits(DataFolder folder, Machine machine, Desk desk) {
    this.folder = folder;
    this.machine = machine;
    this.desk = desk;
  }

  /** Starts a fit; empty where one runs. */
  public synchronized Optional<FitStatus> start() {
    if (running != null) {
      return Optional.empty();
    }
    String id = folder.nextId();
    AtomicBoolean stop = new AtomicBoolean();
    cancelled = stop;
    FitStatus status =
        new FitStatus(id, State.RUNNING, "prepare", 0, 0, Instant.now().toString(), null, null);
    history.removeIf(earlier -> earlier.id().equals(id));
    history.add(status);
    if (history.size() > REMEMBERED) {
      history.removeFirst();
    }
    running = Thread.ofPlatform().name("coterie-fit").start(() -> run(id, stop));
    return Optional.of(status);
  }

  /** Asks the fit that runs to stop; false where it does not run. */
  public synchronized boolean cancel(String id) {
    boolean runs = running != null && history.getLast().id().equals(id);
    if (runs) {
      cancelled.set(true);
    }
    return runs;
  }

  /** A fit of this process. */
  public synchronized Optional<FitStatus> status(String id) {
    return history.stream().filter(status -> status.id().equals(id)).findFirst();
  }

  /** The fits of this process, the last one first. */
  public synchronized List<FitStatus> all() {
    return history.reversed().stream().toList();
  }

  /** Whether one runs. */
  public synchronized boolean isRunning() {
    return running != null;
  }

  private void run(String id, AtomicBoolean stop) {
    Path scratch = folder.scratch(id);
    Path snapshot = folder.place(id);
    // What a process left there that was killed before the snapshot had been taken up.
    DataFolder.forgetSnapshot(snapshot);
    try {
      Job job = desk.prepare(scratch);
      Progress progress =
          (what, done, total) -> {
            if (stop.get()) {
              throw new CancellationException();
            }
            update(id, State.RUNNING, what, done, total, null);
          };
      Fit fit = InterestPipeline.fit(job.configuration(), machine, progress);
      progress.report("snapshot", 0, 0);
      SnapshotWriter.write(fit, snapshot, false);
      progress.report("validate", 0, 0);
      Optional<String> fault =
          Fitness.fault(SnapshotReader.open(snapshot).manifest(), job.before().manifest());
      if (fault.isPresent()) {
        DataFolder.forgetSnapshot(snapshot);
        update(id, State.REFUSED, "validate", 0, 0, fault.get());
        return;
      }
      progress.report("publish", 0, 0);
      desk.publish(snapshot, job);
      update(id, State.PUBLISHED, "publish", 0, 0, null);
    } catch (CancellationException e) {
      DataFolder.forgetSnapshot(snapshot);
      update(id, State.CANCELLED, "", 0, 0, null);
    } catch (RuntimeException | OutOfMemoryError e) {
      DataFolder.forgetSnapshot(snapshot);
      update(id, State.FAILED, "", 0, 0, reason(e));
    } finally {
      DataFolder.forget(scratch);
      synchronized (this) {
        running = null;
      }
    }
  }

  private static String reason(Throwable e) {
    return switch (e) {
      case CoterieException told -> String.valueOf(told.getMessage());
      case OutOfMemoryError full -> "out of memory; give the server more with --memory";
      default -> "unexpected: " + e;
    };
  }

  private synchronized void update(
      String id, State state, String stage, long done, long total, @Nullable String reason) {
    for (int i = 0; i < history.size(); i++) {
      FitStatus before = history.get(i);
      if (before.id().equals(id)) {
        history.set(
            i,
            new FitStatus(
                id,
                state,
                stage.isEmpty() ? before.stage() : stage,
                done,
                total,
                before.started(),
                state == State.RUNNING ? null : Instant.now().toString(),
                reason));
      }
    }
  }

  /** Stops the fit that runs, and waits for it a while. */
  @Override
  public void close() {
    Thread thread;
    synchronized (this) {
      cancelled.set(true);
      thread = running;
    }
    if (thread != null) {
      try {
        thread.join(20_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
