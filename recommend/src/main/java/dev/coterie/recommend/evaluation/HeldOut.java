package dev.coterie.recommend.evaluation;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The question that an evaluation asks. Who is evaluated and what is relevant is a matter of the
 * {@link Protocol}. A user's candidates are all items of the question that the user has not seen in
 * training.
 *
 * @param items that are ranked: those of the training part, or new ones alone
 * @param users evaluated, ascending
 * @param relevant items of each evaluated user, ascending; those beyond the items that models score
 *     are never given and count as missed
 * @param seen training items of every user, ascending
 */
public record HeldOut(BitSet items, int[] users, int[][] relevant, int[][] seen) {

  /** The question that parted events ask by {@link Protocol#NEW_ITEMS}. */
  public static HeldOut of(int userCount, int itemCount, int[] user, int[] item, Parts parts) {
    return of(userCount, itemCount, user, item, parts, Protocol.NEW_ITEMS);
  }

  /**
   * The question that parted events ask.
   *
   * @param userCount how many users there are
   * @param itemCount how many items there are
   * @param user of each event; only events that speak for the item are given
   * @param item of each event
   */
  public static HeldOut of(
      int userCount, int itemCount, int[] user, int[] item, Parts parts, Protocol protocol) {
    int[][] seen = distinct(userCount, user, item, parts.train());
    int[][] tested = distinct(userCount, user, item, parts.test());
    BitSet items = new BitSet(itemCount);
    boolean known = parts.candidates() == Parts.Candidates.KNOWN;
    for (int e : known ? parts.train() : parts.test()) {
      items.set(item[e]);
    }
    return of(items, seen, tested, protocol);
  }

  /**
   * The question that two files ask.
   *
   * @param items in the training part
   * @param seen training items of every user, ascending
   * @param tested test items of every user, ascending
   */
  public static HeldOut of(BitSet items, int[][] seen, int[][] tested, Protocol protocol) {
    int userCount = seen.length;
    int[] users = new int[userCount];
    int[][] relevant = new int[userCount][];
    int size = 0;
    for (int u = 0; u < userCount; u++) {
      int[] mine = seen[u];
      int[] fresh =
          Arrays.stream(tested[u])
              .filter(i -> !protocol.onlyNew() || items.get(i))
              .filter(i -> Arrays.binarySearch(mine, i) < 0)
              .toArray();
      if (fresh.length > 0 && (mine.length > 0 || !protocol.onlyNew())) {
        users[size] = u;
        relevant[size++] = fresh;
      }
    }
    return new HeldOut(items, Arrays.copyOf(users, size), Arrays.copyOf(relevant, size), seen);
  }

  /** Whether a user may be given an item. */
  public boolean isCandidate(int user, int item) {
    return items.get(item) && Arrays.binarySearch(seen[user], item) < 0;
  }

  private static int[][] distinct(int users, int[] user, int[] item, int[] events) {
    int[] counts = new int[users];
    for (int e : events) {
      counts[user[e]]++;
    }
    int[][] items = new int[users][];
    for (int u = 0; u < users; u++) {
      items[u] = new int[counts[u]];
    }
    for (int e : events) {
      items[user[e]][--counts[user[e]]] = item[e];
    }
    for (int u = 0; u < users; u++) {
      Arrays.sort(items[u]);
      items[u] = Arrays.stream(items[u]).distinct().toArray();
    }
    return items;
  }
}
