package dev.coterie.pipeline.ingest;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import java.util.List;

/**
 * Takes events in any order and brings them into the one order of an event log: counted by user,
 * then merged within each user. The order is total, so it does not depend on how rows came.
 */
final class EventOrder {
  private static final int INSERTION = 12;

  private final int users;
  private final int[] user;
  private final int[] item;
  private final int[] text;
  private final byte[] kind;
  private final long[] time;
  private final float[] value;
  private final float[] quantity;
  private final float[] price;
  private final int[] basket;
  private int size;

  EventOrder(int events, int users) {
    this.users = users;
    user = new int[events];
    item = new int[events];
    text = new int[events];
    kind = new byte[events];
    time = new long[events];
    value = new float[events];
    quantity = new float[events];
    price = new float[events];
    basket = new int[events];
  }

  void add(int u, int i, int t, byte k, long at, float v, float q, float p, int b) {
    user[size] = u;
    item[size] = i;
    text[size] = t;
    kind[size] = k;
    time[size] = at;
    // Adding zero makes -0 a 0: two events that say the same are then the same bytes.
    value[size] = v + 0f;
    quantity[size] = q + 0f;
    price[size] = p + 0f;
    basket[size] = b;
    size++;
  }

  EventLog log(List<String> userIds, List<Item> items, List<String> texts, List<EventKind> kinds) {
    int[] order = order();
    return new EventLog(
        userIds,
        items,
        texts,
        kinds,
        ordered(user, order),
        ordered(item, order),
        ordered(text, order),
        ordered(kind, order),
        ordered(time, order),
        ordered(value, order),
        ordered(quantity, order),
        ordered(price, order),
        ordered(basket, order));
  }

  private int[] order() {
    int[] starts = new int[users + 1];
    for (int e = 0; e < size; e++) {
      starts[user[e] + 1]++;
    }
    for (int u = 0; u < users; u++) {
      starts[u + 1] += starts[u];
    }
    int[] next = starts.clone();
    int[] order = new int[size];
    for (int e = 0; e < size; e++) {
      order[next[user[e]]++] = e;
    }
    int[] spare = new int[size];
    for (int u = 0; u < users; u++) {
      sort(order, spare, starts[u], starts[u + 1]);
    }
    return order;
  }

  private void sort(int[] order, int[] spare, int from, int to) {
    if (to - from <= INSERTION) {
      for (int i = from + 1; i < to; i++) {
        int event = order[i];
        int j = i;
        while (j > from && compare(order[j - 1], event) > 0) {
          order[j] = order[j - 1];
          j--;
        }
        order[j] = event;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    sort(order, spare, from, middle);
    sort(order, spare, middle, to);
    if (compare(order[middle - 1], order[middle]) <= 0) {
      return;
    }
    System.arraycopy(order, from, spare, from, middle - from);
    int left = from;
    int right = middle;
    int out = from;
    while (left < middle) {
      boolean takeRight = right < to && compare(order[right], spare[left]) < 0;
      order[out++] = takeRight ? order[right++] : spare[left++];
    }
  }

  private int compare(int a, int b) {
    int c = Long.compare(time[a], time[b]);
    c = c != 0 ? c : Integer.compare(item[a], item[b]);
    c = c != 0 ? c : Integer.compare(text[a], text[b]);
    c = c != 0 ? c : Byte.compare(kind[a], kind[b]);
    c = c != 0 ? c : Float.compare(value[a], value[b]);
    c = c != 0 ? c : Float.compare(quantity[a], quantity[b]);
    c = c != 0 ? c : Float.compare(price[a], price[b]);
    return c != 0 ? c : Integer.compare(basket[a], basket[b]);
  }

  private static int[] ordered(int[] column, int[] order) {
    int[] result = new int[order.length];
    for (int e = 0; e < order.length; e++) {
      result[e] = column[order[e]];
    }
    return result;
  }

  private static byte[] ordered(byte[] column, int[] order) {
    byte[] result = new byte[order.length];
    for (int e = 0; e < order.length; e++) {
      result[e] = column[order[e]];
    }
    return result;
  }

  private static long[] ordered(long[] column, int[] order) {
    long[] result = new long[order.length];
    for (int e = 0; e < order.length; e++) {
      result[e] = column[order[e]];
    }
    return result;
  }

  private static float[] ordered(float[] column, int[] order) {
    float[] result = new float[order.length];
    for (int e = 0; e < order.length; e++) {
      result[e] = column[order[e]];
    }
    return result;
  }
}
