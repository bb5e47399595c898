package dev.coterie.pipeline.encoder;

import dev.coterie.domain.CoterieException.TooLittle;
import dev.coterie.domain.EventLog;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.evaluation.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Items held out of all learning: a fifth of those with text that enough users touched. They are
 * ranked for each user by how near their places are to the user's interest.
 *
 * @param known the events without them, with the whole catalogue
 * @param items their numbers, ascending
 * @param users who touched any, ascending
 * @param touched positions in {@code items} that each of those users touched, ascending
 */
record ColdItems(EventLog known, int[] items, int[] users, int[][] touched) {
  static final int LIST = 10;
  private static final double SHARE = 0.2;
  private static final int FEWEST_USERS_AN_ITEM = 3;
  private static final int FEWEST_ITEMS = 20;
  private static final int FEWEST_USERS = 30;

  /**
   * Holds some out.
   *
   * @throws TooLittle where too few items or users are left to judge by
   */
  static ColdItems of(EventLog events, BitSet robots, long seed) {
    BitSet cold = draw(events, robots, seed);
    int[] known =
        IntStream.range(0, events.size())
            .filter(e -> events.item()[e] == EventLog.NONE || !cold.get(events.item()[e]))
            .toArray();
    int[] items = cold.stream().toArray();
    List<TreeSet<Integer>> touched = new ArrayList<>();
    events.users().forEach(_ -> touched.add(new TreeSet<>()));
    for (int e = 0; e < events.size(); e++) {
      int item = events.item()[e];
      if (item != EventLog.NONE && cold.get(item) && events.weight(e) > 0) {
        touched.get(events.user()[e]).add(Arrays.binarySearch(items, item));
      }
    }
    EventLog rest = events.select(known);
    int[] starts = rest.userStarts();
    int[] users =
        IntStream.range(0, touched.size())
            .filter(u -> !touched.get(u).isEmpty() && !robots.get(u) && starts[u] < starts[u + 1])
            .toArray();
    if (items.length < FEWEST_ITEMS || users.length < FEWEST_USERS) {
      throw new TooLittle(
          "Too little data to compare encoders: %d items with text could be held out (at least %d), for %d users (at least %d)."
              .formatted(items.length, FEWEST_ITEMS, users.length, FEWEST_USERS));
    }
    return new ColdItems(
        rest,
        items,
        users,
        Arrays.stream(users)
            .mapToObj(u -> touched.get(u).stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  private static BitSet draw(EventLog events, BitSet robots, long seed) {
    List<Set<Integer>> users = new ArrayList<>();
    events.items().forEach(_ -> users.add(new HashSet<>()));
    for (int e = 0; e < events.size(); e++) {
      if (events.item()[e] != EventLog.NONE && !robots.get(events.user()[e])) {
        users.get(events.item()[e]).add(events.user()[e]);
      }
    }
    SplittableRandom random = Seeds.stream(seed, "cold items");
    BitSet cold = new BitSet();
    for (int i = 0; i < users.size(); i++) {
      boolean may =
          users.get(i).size() >= FEWEST_USERS_AN_ITEM && !events.items().get(i).text().isBlank();
      cold.set(i, may && random.nextDouble() < SHARE);
    }
    return cold;
  }

  /** What a user's list was worth, one figure a user of {@link #users}. */
  record Worth(double[] recall, double[] auc) {}

  /**
   * Judges where the items were placed.
   *
   * @param interest a unit row a user of the log
   * @param places a row an item of the catalogue; zeros where an item has none
   */
  Worth judge(Matrix interest, Matrix places, Workers workers) {
    Matrix cold = VectorMath.unitRows(places.select(items), workers);
    Matrix scores = MatrixProduct.times(interest.select(users), cold.transpose(), workers);
    double[] recall = new double[users.length];
    double[] auc = new double[users.length];
    for (int u = 0; u < users.length; u++) {
      float[] row = scores.row(u);
      recall[u] = Metric.RECALL.of(TopK.of(row, LIST).indices(), touched[u], LIST);
      auc[u] = auc(row, touched[u]);
    }
    return new Worth(recall, auc);
  }

  /** By the sum of ranks (Mann and Whitney, 1947); equal scores share their ranks. */
  private static double auc(float[] scores, int[] touched) {
    float[] rising = scores.clone();
    Arrays.sort(rising);
    double ranks = 0;
    for (int item : touched) {
      ranks += (below(rising, scores[item]) + below(rising, Math.nextUp(scores[item])) + 1) / 2.0;
    }
    double n = touched.length;
    double others = scores.length - n;
    return others == 0 ? 0.5 : (ranks - n * (n + 1) / 2) / (n * others);
  }

  /** How many are below a value. */
  private static int below(float[] rising, float value) {
    int low = 0;
    int high = rising.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rising[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Expected recall of a list drawn by chance. */
  double chance() {
    return Arrays.stream(touched)
        .mapToDouble(t -> Math.min(1, (double) LIST / items.length))
        .average()
        .orElse(0);
  }
}
