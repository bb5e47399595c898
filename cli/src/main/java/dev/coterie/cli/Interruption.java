package dev.coterie.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens at Ctrl-C: running work is asked to stop at its next report of progress and clears
 * up by itself; what it could not clear in a moment is deleted here. The JVM then ends with 130.
 */
public final class Interruption {
  private static final long PATIENCE_MILLIS = 3000;

  private final Set<Path> unfinished = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long patienceMillis;
  private volatile boolean requested;

  Interruption() {
    this(PATIENCE_MILLIS);
  }

  Interruption(long patienceMillis) {
    this.patienceMillis = patienceMillis;
  }

  /** An interruption that the signals of this process cause. */
  static Interruption bySignal() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "coterie-interruption"));
    return interruption;
  }

  /** Whether work should stop. */
  public boolean requested() {
    return requested;
  }

  /** Says that a file or folder is worth nothing until {@link #finished} is called for it. */
  public void unfinished(Path path) {
    unfinished.add(path);
  }

  public void finished(Path path) {
    unfinished.remove(path);
  }

  /** The command has come to its end, whatever end it was. */
  void commandEnded() {
    ended.countDown();
  }

  /** Asks running work to stop, waits a moment for it, deletes what is unfinished. */
  void stop() {
    requested = true;
    try {
      if (!ended.await(patienceMillis, TimeUnit.MILLISECONDS)) {
        requested = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Path path : unfinished) {
      delete(path);
    }
  }

  private static void delete(Path path) {
    try {
      Folders.delete(path);
    } catch (IOException e) {
      System.err.println("coterie: could not delete " + path + ", which is unfinished; delete it.");
    }
  }
}
