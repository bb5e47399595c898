package dev.coterie.recommend;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A seeded shop: each user belongs to one of some tastes, each taste has its own items, and mostly
 * those are touched; within a taste the items in fashion move on with time.
 */
public record Shop(
    int users, int items, int tastes, int[] user, int[] item, float[] weight, long[] time) {
  public static final long DAY = TimeUnit.DAYS.toMillis(1);
  private static final int DAYS = 200;

  public static Shop of(long seed, int users, int items, int tastes, int eventsEach) {
    SplittableRandom random = Seeds.stream(seed, "shop");
    int n = users * eventsEach;
    Shop shop = new Shop(users, items, tastes, new int[n], new int[n], new float[n], new long[n]);
    int each = items / tastes;
    for (int e = 0; e < n; e++) {
      int u = e / eventsEach;
      double day = DAYS * random.nextDouble();
      double fashion = day / DAYS * each / 2;
      int own = Math.min(each - 1, (int) (fashion + random.nextDouble() * each / 2));
      shop.user[e] = u;
      shop.item[e] = random.nextDouble() < 0.85 ? (u % tastes) * each + own : random.nextInt(items);
      shop.weight[e] = 3;
      shop.time[e] = (long) (day * DAY);
    }
    return shop;
  }

  public Interactions interactions() {
    return Interactions.of(users, items, user, item, weight, time, DAYS * DAY);
  }

  /** The events at some indices. */
  public Shop select(int[] events) {
    return new Shop(
        users,
        items,
        tastes,
        Arrays.stream(events).map(e -> user[e]).toArray(),
        Arrays.stream(events).map(e -> item[e]).toArray(),
        floats(events),
        Arrays.stream(events).mapToLong(e -> time[e]).toArray());
  }

  private float[] floats(int[] events) {
    float[] selected = new float[events.length];
    for (int i = 0; i < events.length; i++) {
      selected[i] = weight[events[i]];
    }
    return selected;
  }

  /** Vectors that point along the user's taste, and the tastes as two levels of groups. */
  public UserTraits traits() {
    int[] taste = new int[users];
    int[] half = new int[users];
    for (int u = 0; u < users; u++) {
      taste[u] = u % tastes;
      half[u] = taste[u] * 2 + (u / tastes) % 2;
    }
    int[] parent = new int[2 * tastes];
    for (int g = 0; g < parent.length; g++) {
      parent[g] = g / 2;
    }
    return new UserTraits(
        UserTraits.oneHot(taste, tastes),
        List.of(UserTraits.oneHot(taste, tastes), UserTraits.oneHot(half, 2 * tastes)),
        parent);
  }

  /** Vectors that point along the item's taste. */
  public Matrix itemVectors() {
    int[] taste = new int[items];
    for (int i = 0; i < items; i++) {
      taste[i] = Math.min(tastes - 1, i / (items / tastes));
    }
    return UserTraits.oneHot(taste, tastes);
  }
}
