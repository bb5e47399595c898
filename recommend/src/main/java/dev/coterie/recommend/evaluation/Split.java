package dev.coterie.recommend.evaluation;

import dev.coterie.numeric.Seeds;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** How events are parted into what is learned from and what is foreseen. */
public sealed interface Split {
  /** Stands for the time of an event that has none. */
  long NO_TIME = Long.MIN_VALUE;

  /**
   * Parts events in two.
   *
   * @param user of each event; the events of a user, of equal times, are taken in this order
   * @param item of each event
   * @param time of each event, milliseconds since 1970 UTC, or {@link #NO_TIME}
   * @param seed of what is drawn by chance
   */
  Parts apply(int[] user, int[] item, long[] time, long seed);

  /** Whether it needs the times of the events. */
  boolean needsTimes();

  /** Whether users or items that nothing is learned from are asked about. */
  default boolean isCold() {
    return false;
  }

  /**
   * Reads {@code temporal:0.9}, {@code leave-last-out}, {@code random:0.8}, {@code per-user:0.8},
   * {@code per-item:0.75}, {@code cold-users:0.9} or {@code cold-items:0.9}.
   *
   * @throws IllegalArgumentException naming the splits that there are
   */
  static Split parse(String text) {
    String[] parts = text.trim().toLowerCase(Locale.ROOT).split(":", -1);
    if (parts.length == 1 && parts[0].equals("leave-last-out")) {
      return new LeaveLastOut();
    }
    if (parts.length == 2) {
      switch (parts[0]) {
        case "temporal" -> {
          return new Temporal(share(text, parts[1]));
        }
        case "random" -> {
          return new Random(share(text, parts[1]));
        }
        case "per-item" -> {
          return new PerItem(share(text, parts[1]));
        }
        case "per-user" -> {
          return new PerUser(share(text, parts[1]));
        }
        case "cold-users" -> {
          return new ColdUsers(share(text, parts[1]));
        }
        case "cold-items" -> {
          return new ColdItems(share(text, parts[1]));
        }
        default -> {
          // Named below.
        }
      }
    }
    throw new IllegalArgumentException(
        "unknown split '"
            + text
            + "': use temporal:0.9, leave-last-out, random:0.8, per-user:0.8, per-item:0.75, cold-users:0.9 or cold-items:0.9");
  }

  private static double share(String split, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + split + "' lacks a share between 0 and 1, as in temporal:0.9", e);
    }
  }

  /**
   * One cut in time for all: what happened at or before it is learned from. The cut is the time of
   * the event at rank ⌈share·n⌉ of the n events in the order of time; where more happened than is
   * parted, {@link #cut} takes all times, and {@link At} parts by it.
   *
   * @param share between 0 and 1, both excluded
   */
  record Temporal(double share) implements Split {
    public Temporal {
      requireShare(share);
    }

    @Override
    public Parts apply(int[] user, int[] item, long[] time, long seed) {
      return time.length == 0
          ? Parts.of(new boolean[0], NO_TIME)
          : new At(cut(time)).apply(user, item, time, seed);
    }

    /**
     * The time of the cut.
     *
     * @param time of all that happened, at least one
     */
    public long cut(long[] time) {
      long[] sorted = time.clone();
      Arrays.sort(sorted);
      if (sorted[0] == NO_TIME) {
        throw new IllegalArgumentException(this + " needs a time for every event");
      }
      return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    @Override
    public boolean needsTimes() {
      return true;
    }

    @Override
    public String toString() {
      return "temporal:" + share;
    }
  }

  /**
   * A cut that is known.
   *
   * @param cut what happened at or before it is learned from
   */
  record At(long cut) implements Split {
    @Override
    public Parts apply(int[] user, int[] item, long[] time, long seed) {
      boolean[] train = new boolean[time.length];
      for (int e = 0; e < train.length; e++) {
        train[e] = time[e] <= cut;
      }
      return Parts.of(train, cut);
    }

    @Override
    public boolean needsTimes() {
      return true;
    }
  }

  /** The last event of every user with at least two; of equal times the one that comes later. */
  record LeaveLastOut() implements Split {
    @Override
    public Parts apply(int[] user, int[] item, long[] time, long seed) {
      int users = Arrays.stream(user).max().orElse(-1) + 1;
      int[] last = new int[users];
      int[] events = new int[users];
      Arrays.fill(last, -1);
      long latest = NO_TIME;
      for (int e = 0; e < user.length; e++) {
        events[user[e]]++;
        latest = Math.max(latest, time[e]);
        if (last[user[e]] < 0 || time[e] >= time[last[user[e]]]) {
          last[user[e]] = e;
        }
      }
      boolean[] train = new boolean[user.length];
      Arrays.fill(train, true);
      for (int u = 0; u < users; u++) {
        if (events[u] > 1) {
          train[last[u]] = false;
        }
      }
      return Parts.of(train, latest);
    }

    @Override
    public boolean needsTimes() {
      return true;
    }

    @Override
    public String toString() {
      return "leave-last-out";
    }
  }

  /**
   * Each event by chance.
   *
   * @param share of the events that are learned from, between 0 and 1, both excluded
   */
  record Random(double share) implements Split {
    public Random {
      requireShare(share);
    }

    @Override
    public Parts apply(int[] user, int[] item, long[] time, long seed) {
      SplittableRandom random = Seeds.stream(seed, "random split");
      boolean[] train = new boolean[user.length];
      long latest = NO_TIME;
      for (int e = 0; e < train.length; e++) {
        train[e] = random.nextDouble() < share;
        latest = Math.max(latest, time[e]);
      }
      return Parts.of(train, latest);
    }

    @Override
    public boolean needsTimes() {
      return false;
    }

    @Override
    public String toString() {
      return "random:" + share;
    }
  }

  /**
   * Of every item the same share of its events, drawn by chance: the first round-half-even(share·n)
   * of its n events in a random order are learned from.
   *
   * @param share between 0 and 1, both excluded
   */
  record PerItem(double share) implements Split {
    public PerItem {
      requireShare(share);
    }

    @Override
    public Parts apply(int[] user, int[] item, long[] time, long seed) {
      return stratified(item, time, share, seed);
    }

    @Override
    public boolean needsTimes() {
      return false;
    }

    @Override
    public String toString() {
      return "per-item:" + share;
    }
  }

  /**
   * Of every user the same share of the events, drawn by chance as {@link PerItem} does.
   *
   * @param share between 0 and 1, both excluded
   */
  record PerUser(double share) implements Split {
    public PerUser {
      requireShare(share);
    }

    @Override
    public Parts apply(int[] user, int[] item, long[] time, long seed) {
      return stratified(user, time, share, seed);
    }

    @Override
    public boolean needsTimes() {
      return false;
    }

    @Override
    public String toString() {
      return "per-user:" + share;
    }
  }

  /**
   * Users of whom one event is known when they are asked about, and nothing is learned from: the
   * newest, and then nothing that others did after they began to come; drawn by chance where times
   * do not tell who they are ({@link Newcomers}). The event is the user's first, without times one
   * by chance.
   *
   * @param share of the users who are learned from, between 0 and 1, both excluded
   */
  record ColdUsers(double share) implements Split {
    public ColdUsers {
      requireShare(share);
    }

    @Override
    public Parts apply(int[] user, int[] item, long[] time, long seed) {
      Newcomers cold = Newcomers.of(user, time, share, seed);
      SplittableRandom random = Seeds.stream(seed, "first events");
      int[] first = new int[cold.ids().length()];
      int[] events = new int[first.length];
      Arrays.fill(first, -1);
      for (int e = 0; e < user.length; e++) {
        if (cold.ids().get(user[e])) {
          int known = first[user[e]];
          boolean earlier =
              time[e] == NO_TIME
                  ? random.nextInt(++events[user[e]]) == 0
                  : known < 0 || time[e] < time[known];
          first[user[e]] = earlier ? e : known;
        }
      }
      return Parts.of(
          e -> cold.ids().get(user[e]) ? first[user[e]] == e : time[e] <= cold.cut(),
          e -> cold.ids().get(user[e]) && first[user[e]] != e,
          user.length,
          cold.cut(),
          Parts.Candidates.KNOWN);
    }

    @Override
    public boolean needsTimes() {
      return false;
    }

    @Override
    public boolean isCold() {
      return true;
    }

    @Override
    public String toString() {
      return "cold-users:" + share;
    }
  }

  /**
   * Items of which nothing is known but what the catalogue says: the newest, and then nothing that
   * happened after they began to come; drawn by chance where times do not tell which they are
   * ({@link Newcomers}). Only they are candidates.
   *
   * @param share of the items that are learned from, between 0 and 1, both excluded
   */
  record ColdItems(double share) implements Split {
    public ColdItems {
      requireShare(share);
    }

    @Override
    public Parts apply(int[] user, int[] item, long[] time, long seed) {
      Newcomers cold = Newcomers.of(item, time, share, seed);
      return Parts.of(
          e -> !cold.ids().get(item[e]) && time[e] <= cold.cut(),
          e -> cold.ids().get(item[e]),
          item.length,
          cold.cut(),
          Parts.Candidates.NEW);
    }

    @Override
    public boolean needsTimes() {
      return false;
    }

    @Override
    public boolean isCold() {
      return true;
    }

    @Override
    public String toString() {
      return "cold-items:" + share;
    }
  }

  private static Parts stratified(int[] stratum, long[] time, double share, long seed) {
    SplittableRandom random = Seeds.stream(seed, "stratified split");
    int[] size = new int[Arrays.stream(stratum).max().orElse(-1) + 1];
    int[] order = new int[stratum.length];
    for (int e = 0; e < order.length; e++) {
      order[e] = e;
      size[stratum[e]]++;
    }
    Newcomers.shuffle(order, random);
    int[] taken = new int[size.length];
    boolean[] train = new boolean[stratum.length];
    for (int e : order) {
      train[e] = taken[stratum[e]]++ < Math.rint(share * size[stratum[e]]);
    }
    return Parts.of(train, Arrays.stream(time).max().orElse(NO_TIME));
  }

  private static void requireShare(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "the share of a split must be between 0 and 1, not " + share);
    }
  }
}
