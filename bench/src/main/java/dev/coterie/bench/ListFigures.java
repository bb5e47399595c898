package dev.coterie.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.recommend.ListRules;
import dev.coterie.pipeline.recommend.Ranker;
import dev.coterie.pipeline.recommend.RecommendOptions;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * How long ten items with reasons for every user of a snapshot take, first and once the code is
 * compiled.
 *
 * <p>Run by {@code bench/lists SNAPSHOT [THREADS]}.
 */
public final class ListFigures {
  private static final int TIMES = 4;
  private static final int USERS_A_BLOCK = 16;
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ListFigures() {}

  /** The snapshot, and how many threads (2). */
  public static void main(String[] args) {
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    try (Workers workers = Workers.of(threads)) {
      Answers answers =
          Answers.of(
              SnapshotReader.open(Path.of(args[0])),
              UnaryOperator.identity(),
              VectorCache.none(),
              workers,
              Progress.NONE);
      var events = answers.fitted().events();
      ListRules rules =
          ListRules.of(
              events.items(),
              new RecommendOptions(10, false),
              events.latest(),
              Matrix.zeros(events.items().size(), 0));
      System.out.printf(
          "%,d users, %,d items, %d threads%n%n| lists of everyone | seconds | processor seconds |%n|---|---|---|%n",
          events.users().size(), events.items().size(), threads);
      for (int time = 1; time <= TIMES; time++) {
        long begun = System.nanoTime();
        long spent = MACHINE.getProcessCpuTime();
        lists(answers, rules, events.users().size(), workers);
        System.out.printf(
            Locale.ROOT,
            "| %d | %.1f | %.1f |%n",
            time,
            (System.nanoTime() - begun) / 1e9,
            (MACHINE.getProcessCpuTime() - spent) / 1e9);
      }
    }
  }

  private static void lists(Answers answers, ListRules rules, int users, Workers workers) {
    Ranker ranker = answers.ranker();
    workers.forBlocks(
        users,
        USERS_A_BLOCK,
        (from, to) -> {
          Ranker.Scores room = ranker.room();
          for (int u = from; u < to; u++) {
            ranker.list(answers.fittedState(u), rules, 10, room);
          }
        });
  }
}
