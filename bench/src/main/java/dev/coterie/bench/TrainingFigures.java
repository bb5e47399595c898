package dev.coterie.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.coterie.numeric.Cholesky;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseProduct;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.factor.ImplicitAls;
import dev.coterie.recommend.linear.Ease;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * How long recommenders take to train on the ratings of goodbooks, how exact the inverse under EASE
 * is, and how long ten items for every user take.
 *
 * <p>Run by {@code bench/training FOLDER [THREADS]}.
 */
public final class TrainingFigures {
  private static final double RIDGE = 200;
  private static final int ITERATIONS = 12;
  private static final int CHECKED_COLUMNS = 50;

  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private TrainingFigures() {}

  /** The folder of data sets, and how many threads (2). */
  public static void main(String[] args) throws IOException {
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    Interactions ratings = read(Path.of(args[0], "goodbooks-10k-sub", "ratings.csv.gz"));
    System.out.printf(
        "%,d users, %,d items, %,d pairs, %d threads%n%n| job | seconds | processor seconds |%n|---|---|---|%n",
        ratings.users(), ratings.items(), ratings.size(), threads);
    try (Workers workers = Workers.of(threads)) {
      ImplicitAls als = new ImplicitAls(ImplicitAls.Options.of(HalfLife.NEVER).withStarts(1));
      Model factors =
          timed(
              "implicit ALS, 64 factors, %d iterations".formatted(ITERATIONS),
              () -> als.fit(ratings, workers, 1, Progress.NONE));
      Model linear =
          timed(
              "EASE",
              () ->
                  new Ease(Ease.Options.plain(HalfLife.NEVER, RIDGE))
                      .fit(ratings, workers, 1, Progress.NONE));
      timed("ten items for everyone by ALS", () -> lists(factors, ratings, workers));
      timed("ten items for everyone by EASE", () -> lists(linear, ratings, workers));
      System.out.printf(
          Locale.ROOT,
          "%nLargest entry of (XᵀX + λI)·P − I in %d columns: %.2g%n",
          CHECKED_COLUMNS,
          residual(ratings, workers));
    }
  }

  private static int lists(Model model, Interactions ratings, Workers workers) {
    return Ranking.all(
            model,
            ratings.users(),
            u -> UserState.of(ratings.history(u)),
            Rules.unseen(ratings.items()),
            10,
            workers)
        .length;
  }

  private static double residual(Interactions ratings, Workers workers) {
    Matrix gram = SparseProduct.cooccurrence(ratings.strengths(), workers);
    int n = gram.rows();
    for (int i = 0; i < n; i++) {
      gram.set(i, i, (float) (gram.get(i, i) + RIDGE));
    }
    Matrix inverse = Cholesky.inverse(gram, workers);
    double largest = 0;
    for (int c = 0; c < CHECKED_COLUMNS; c++) {
      int j = (int) ((long) c * n / CHECKED_COLUMNS);
      for (int i = 0; i < n; i++) {
        double sum = i == j ? -1 : 0;
        for (int t = 0; t < n; t++) {
          sum += (double) gram.get(i, t) * inverse.get(t, j);
        }
        largest = Math.max(largest, Math.abs(sum));
      }
    }
    return largest;
  }

  private static <T> T timed(String job, Supplier<T> work) {
    long begun = System.nanoTime();
    long spent = MACHINE.getProcessCpuTime();
    T result = work.get();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f |%n",
        job,
        (System.nanoTime() - begun) / 1e9,
        (MACHINE.getProcessCpuTime() - spent) / 1e9);
    return result;
  }

  private static Interactions read(Path file) throws IOException {
    Map<String, Integer> users = new HashMap<>();
    Map<String, Integer> items = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String[][] rows =
          in.lines().skip(1).map(line -> line.split(",", -1)).toArray(String[][]::new);
      int[] user = new int[rows.length];
      int[] item = new int[rows.length];
      float[] weight = new float[rows.length];
      for (int r = 0; r < rows.length; r++) {
        user[r] = users.computeIfAbsent(rows[r][0], _ -> users.size());
        item[r] = items.computeIfAbsent(rows[r][1], _ -> items.size());
        weight[r] = Float.parseFloat(rows[r][2]);
      }
      long[] never = IntStream.range(0, rows.length).mapToLong(_ -> Interactions.NO_TIME).toArray();
      return Interactions.of(
          users.size(), items.size(), user, item, weight, never, Interactions.NO_TIME);
    }
  }
}
