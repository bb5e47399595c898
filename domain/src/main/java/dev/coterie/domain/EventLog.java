package dev.coterie.domain;

import java.util.List;

/**
 * Clean events in columns, in the one order that the same events always have: by user, time, item,
 * text, kind, value, quantity, price, basket. Users, items and texts are numbered in the order of
 * their ids (by code unit), so that numbers do not depend on the order of the input rows.
 *
 * <p>The arrays are shared and must not be written to.
 *
 * @param users user ids, ascending
 * @param items the catalogue, ascending by id; every item of an event is in it
 * @param texts distinct search queries and review texts, ascending
 * @param kinds the kinds that occur or are standard; {@code kind} points into it
 * @param user index of the user of each event
 * @param item index of the item, {@link #NONE} where the event names none
 * @param text index of the query or review, {@link #NONE} where there is none
 * @param kind index of the kind
 * @param time milliseconds since 1970 UTC; {@link #NO_TIME} for all where the source has no times
 * @param value rating or other value, NaN where there is none
 * @param quantity pieces, NaN where there is none
 * @param price of one piece, NaN where there is none
 * @param basket number of the basket or order, {@link #NONE} where there is none
 */
public record EventLog(
    List<String> users,
    List<Item> items,
    List<String> texts,
    List<EventKind> kinds,
    int[] user,
    int[] item,
    int[] text,
    byte[] kind,
    long[] time,
    float[] value,
    float[] quantity,
    float[] price,
    int[] basket) {

  public static final int NONE = -1;
  public static final long NO_TIME = Long.MIN_VALUE;

  public EventLog {
    users = List.copyOf(users);
    items = List.copyOf(items);
    texts = List.copyOf(texts);
    kinds = List.copyOf(kinds);
    for (int length :
        new int[] {
          item.length,
          text.length,
          kind.length,
          time.length,
          value.length,
          quantity.length,
          price.length,
          basket.length
        }) {
      if (length != user.length) {
        throw new IllegalArgumentException(
            "columns of " + user.length + " and of " + length + " events");
      }
    }
  }

  /** A log in which nothing happened: a way to hand texts to be embedded. */
  public static EventLog ofTexts(List<Item> items, List<String> texts) {
    return new EventLog(
        List.of(),
        items,
        texts,
        EventKind.STANDARD,
        new int[0],
        new int[0],
        new int[0],
        new byte[0],
        new long[0],
        new float[0],
        new float[0],
        new float[0],
        new int[0]);
  }

  /** The same events with items in the same order that say more or less of themselves. */
  public EventLog withItems(List<Item> others) {
    return new EventLog(
        users, others, texts, kinds, user, item, text, kind, time, value, quantity, price, basket);
  }

  public int size() {
    return user.length;
  }

  public boolean hasTimes() {
    return time.length > 0 && time[0] != NO_TIME;
  }

  /** The weight of event {@code e} by its kind alone. */
  public double weight(int e) {
    return kinds.get(kind[e]).weight();
  }

  /**
   * How many events {@code e} stands for. One, but for a count of events of which only a text is
   * known ("browsed 57 times, about hiking"): there the quantity tells it.
   */
  public double occurrences(int e) {
    return item[e] == NONE && quantity[e] > 0 ? quantity[e] : 1;
  }

  /** Where each user's events start: user {@code u} has events [u] to [u + 1], one entry more. */
  public int[] userStarts() {
    int[] starts = new int[users.size() + 1];
    for (int u : user) {
      starts[u + 1]++;
    }
    for (int u = 0; u < users.size(); u++) {
      starts[u + 1] += starts[u];
    }
    return starts;
  }

  /** The time of the latest event, {@link #NO_TIME} without times or events. */
  public long latest() {
    long latest = NO_TIME;
    for (long t : time) {
      latest = Math.max(latest, t);
    }
    return latest;
  }

  /** The same users, items and texts with only the given events, which must be ascending. */
  public EventLog select(int[] events) {
    int n = events.length;
    int[] selectedUser = new int[n];
    int[] selectedItem = new int[n];
    int[] selectedText = new int[n];
    byte[] selectedKind = new byte[n];
    long[] selectedTime = new long[n];
    float[] selectedValue = new float[n];
    float[] selectedQuantity = new float[n];
    float[] selectedPrice = new float[n];
    int[] selectedBasket = new int[n];
    for (int i = 0; i < n; i++) {
      int e = events[i];
      selectedUser[i] = user[e];
      selectedItem[i] = item[e];
      selectedText[i] = text[e];
      selectedKind[i] = kind[e];
      selectedTime[i] = time[e];
      selectedValue[i] = value[e];
      selectedQuantity[i] = quantity[e];
      selectedPrice[i] = price[e];
      selectedBasket[i] = basket[e];
    }
    return new EventLog(
        users,
        items,
        texts,
        kinds,
        selectedUser,
        selectedItem,
        selectedText,
        selectedKind,
        selectedTime,
        selectedValue,
        selectedQuantity,
        selectedPrice,
        selectedBasket);
  }
}
