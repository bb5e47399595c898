package dev.coterie.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * What happens at Ctrl-C: running work is asked to stop at its next report of progress and clears
 * up by itself; what it could not clear in a moment, or before a second Ctrl-C, is deleted here and
 * the process ends at once. The exit code is 128 and the signal's number, 130 for Ctrl-C.
 *
 * <p>Signals are caught, since the JVM's own answer runs all shutdown hooks at once: ONNX Runtime
 * takes down its environment in one, under a session that is still at work, and the process aborts.
 */
public final class Interruption {
  private static final long PATIENCE_MILLIS = 3000;
  private static final int OF_SIGNAL = 128;

  private final Set<Path> unfinished = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long patienceMillis;
  private final IntConsumer end;
  private volatile int signal;

  /**
   * @param end ends the process at once, with the exit code that it is given
   */
  Interruption(long patienceMillis, IntConsumer end) {
    this.patienceMillis = patienceMillis;
    this.end = end;
  }

  /** An interruption that the signals of this process cause. */
  static Interruption bySignal() {
    Interruption interruption = new Interruption(PATIENCE_MILLIS, Runtime.getRuntime()::halt);
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      interruption.watch(name);
    }
    return interruption;
  }

  /**
   * Has a signal stop the work. Each is answered on a thread of its own, so that a second one is
   * heard while the first waits. By name, since the compiler takes no mention of {@code sun.misc}.
   */
  private void watch(String name) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object signal = type.getConstructor(String.class).newInstance(name);
      int number = (int) type.getMethod("getNumber").invoke(signal);
      Object stop =
          Proxy.newProxyInstance(
              Interruption.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                stop(number);
                return null;
              });
      type.getMethod("handle", type, handler).invoke(null, signal, stop);
    } catch (ReflectiveOperationException e) {
      // A JVM that keeps its signals to itself (-Xrs): it ends the process in its own way.
      return;
    }
  }

  /** Whether work should stop. */
  public boolean requested() {
    return signal != 0;
  }

  /** Says that a file or folder is worth nothing until {@link #finished} is called for it. */
  public void unfinished(Path path) {
    unfinished.add(path);
  }

  public void finished(Path path) {
    unfinished.remove(path);
  }

  /** The command has come to its end, whatever end it was; the exit code for it. */
  int commandEnded(int code) {
    ended.countDown();
    return code == Errors.INTERRUPTED && requested() ? OF_SIGNAL + signal : code;
  }

  /** Asks running work to stop, and gives it a moment for it unless it was asked before. */
  void stop(int number) {
    boolean again = requested();
    signal = number;
    if (again || !commandEndsInTime()) {
      for (Path path : unfinished) {
        delete(path);
      }
      end.accept(OF_SIGNAL + number);
    }
  }

  private boolean commandEndsInTime() {
    try {
      return ended.await(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
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
