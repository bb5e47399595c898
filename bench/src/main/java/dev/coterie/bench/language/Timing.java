package dev.coterie.bench.language;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a job took.
 *
 * @param wall seconds on the clock
 * @param cpu seconds of all cores together, which say more where others share the machine
 */
record Timing(double wall, double cpu) {
  static Timing of(Runnable job) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long wall = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    job.run();
    return new Timing((System.nanoTime() - wall) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
  }

  /** The quickest of several runs, by the clock. */
  static Timing bestOf(int runs, Runnable job) {
    Timing best = of(job);
    for (int i = 1; i < runs; i++) {
      Timing next = of(job);
      best = next.wall < best.wall ? next : best;
    }
    return best;
  }

  /** A peer that prints its wall and CPU seconds first. */
  static Timing ofPeer(String... command) {
    try {
      List<String> words = new ArrayList<>();
      words.add(System.getenv().getOrDefault("PYTHON", "python3"));
      words.addAll(List.of(command));
      Process process =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(words + " failed");
      }
      String[] cells = out.strip().split(" ", -1);
      return new Timing(Double.parseDouble(cells[0]), Double.parseDouble(cells[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void heading() {
    System.out.println(
        "| job | seconds | peer | seconds | ratio | CPU seconds | of the peer | ratio |");
    System.out.println("|---|---|---|---|---|---|---|---|");
  }

  void against(String job, String peerName, Timing peer) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %s | %.2f | %.1f | %.2f | %.2f | %.1f |%n",
        job,
        wall,
        peerName,
        peer.wall,
        peer.wall / wall,
        cpu,
        peer.cpu,
        peer.cpu / cpu);
  }
}
