package dev.coterie.pipeline.profile;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.numeric.Matrix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How each user acts, as numbers: events of each kind, and where the data tells it recency,
 * frequency, tenure, regularity, spread over items and categories, and spend.
 */
final class BehaviourFeatures {
  private static final double MILLIS_A_DAY = TimeUnit.DAYS.toMillis(1);

  private final List<String> names = new ArrayList<>();
  private final List<float[]> columns = new ArrayList<>();
  private final EventLog events;
  private final int[] starts;

  private BehaviourFeatures(EventLog events) {
    this.events = events;
    this.starts = events.userStarts();
  }

  /** The features that the log has anything to say about, one row a user. */
  static Table of(EventLog events, long now) {
    BehaviourFeatures features = new BehaviourFeatures(events);
    features.counts();
    if (events.hasTimes()) {
      features.times(now);
    }
    features.spread();
    features.spend();
    return features.table();
  }

  /**
   * Features by name.
   *
   * @param names one a column
   * @param values users × features
   */
  record Table(List<String> names, Matrix values) {
    /** Features in another order; one that these users have nothing of is a column of NaN. */
    Table select(List<String> wanted) {
      Matrix selected = Matrix.zeros(values.rows(), wanted.size());
      for (int j = 0; j < wanted.size(); j++) {
        int from = names.indexOf(wanted.get(j));
        for (int u = 0; u < values.rows(); u++) {
          selected.set(u, j, from < 0 ? Float.NaN : values.get(u, from));
        }
      }
      return new Table(List.copyOf(wanted), selected);
    }

    /** The features of the other users. */
    Table without(BitSet users) {
      return new Table(
          names,
          values.select(
              IntStream.range(0, values.rows()).filter(user -> !users.get(user)).toArray()));
    }
  }

  private void counts() {
    for (int k = 0; k < events.kinds().size(); k++) {
      EventKind kind = events.kinds().get(k);
      double[] count = new double[events.users().size()];
      boolean any = false;
      for (int e = 0; e < events.size(); e++) {
        if (events.kind()[e] == k) {
          count[events.user()[e]] += events.occurrences(e);
          any = true;
        }
      }
      if (any) {
        add("count_" + kind.name().toLowerCase(Locale.ROOT), narrowed(count));
      }
    }
  }

  private static float[] narrowed(double[] values) {
    float[] narrowed = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrowed[i] = (float) values[i];
    }
    return narrowed;
  }

  private void times(long now) {
    int users = events.users().size();
    float[] recency = new float[users];
    float[] tenure = new float[users];
    float[] activeDays = new float[users];
    float[] regularity = new float[users];
    for (int u = 0; u < users; u++) {
      int first = starts[u];
      int end = starts[u + 1];
      if (first == end) {
        recency[u] = Float.NaN;
        continue;
      }
      recency[u] = Math.max(0, days(now - events.time()[end - 1]));
      tenure[u] = days(events.time()[end - 1] - events.time()[first]);
      double sum = 0;
      double squares = 0;
      int days = 1;
      for (int e = first + 1; e < end; e++) {
        long day = day(e);
        long gap = day - day(e - 1);
        if (gap > 0) {
          days++;
          sum += gap;
          squares += (double) gap * gap;
        }
      }
      activeDays[u] = days;
      regularity[u] = days < 3 ? Float.NaN : regularity(sum / (days - 1), squares / (days - 1));
    }
    add("recency_days", recency);
    add("tenure_days", tenure);
    add("active_days", activeDays);
    add("regularity", regularity);
  }

  /** 1 for equal gaps between active days, towards 0 the more they vary. */
  private static float regularity(double mean, double meanSquare) {
    double deviation = Math.sqrt(Math.max(0, meanSquare - mean * mean));
    return (float) (mean / (mean + deviation));
  }

  private void spread() {
    int[] categoryOfItem = categories();
    float[] distinctItems = new float[events.users().size()];
    float[] categorySpread = new float[events.users().size()];
    boolean hasCategories = false;
    for (int u = 0; u < distinctItems.length; u++) {
      Map<Integer, Integer> touched = new HashMap<>();
      Map<Integer, Integer> byCategory = new HashMap<>();
      for (int e = starts[u]; e < starts[u + 1]; e++) {
        int item = events.item()[e];
        if (item != EventLog.NONE) {
          touched.merge(item, 1, Integer::sum);
          if (categoryOfItem[item] != EventLog.NONE) {
            byCategory.merge(categoryOfItem[item], 1, Integer::sum);
            hasCategories = true;
          }
        }
      }
      distinctItems[u] = touched.size();
      categorySpread[u] = (float) perplexity(byCategory.values());
    }
    add("distinct_items", distinctItems);
    if (hasCategories) {
      add("category_spread", categorySpread);
    }
  }

  /** The first category of each item as a number. */
  private int[] categories() {
    Map<String, Integer> numbers = new HashMap<>();
    int[] category = new int[events.items().size()];
    for (int i = 0; i < category.length; i++) {
      Item item = events.items().get(i);
      category[i] =
          item.categories().isEmpty()
              ? EventLog.NONE
              : numbers.computeIfAbsent(item.categories().getFirst(), name -> numbers.size());
    }
    return category;
  }

  /** How many equally frequent classes have the same entropy. */
  private static double perplexity(Iterable<Integer> counts) {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    double entropy = 0;
    for (int count : counts) {
      double p = (double) count / total;
      entropy -= p * Math.log(p);
    }
    return total == 0 ? 0 : Math.exp(entropy);
  }

  private void spend() {
    float[] spend = new float[events.users().size()];
    boolean any = false;
    for (int e = 0; e < events.size(); e++) {
      float price = events.price()[e];
      if (!Float.isNaN(price) && events.kinds().get(events.kind()[e]).equals(EventKind.PURCHASE)) {
        float quantity = Float.isNaN(events.quantity()[e]) ? 1 : events.quantity()[e];
        spend[events.user()[e]] += Math.max(0, price * quantity);
        any = true;
      }
    }
    if (any) {
      add("spend", spend);
    }
  }

  private void add(String name, float[] column) {
    names.add(name);
    columns.add(column);
  }

  private Table table() {
    Matrix values = Matrix.zeros(events.users().size(), columns.size());
    for (int j = 0; j < columns.size(); j++) {
      float[] column = columns.get(j);
      for (int u = 0; u < column.length; u++) {
        values.set(u, j, column[u]);
      }
    }
    return new Table(List.copyOf(names), values);
  }

  private long day(int e) {
    return Math.floorDiv(events.time()[e], (long) MILLIS_A_DAY);
  }

  private static float days(long millis) {
    return (float) (millis / MILLIS_A_DAY);
  }
}
