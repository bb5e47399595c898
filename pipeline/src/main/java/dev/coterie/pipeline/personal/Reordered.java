package dev.coterie.pipeline.personal;

import dev.coterie.pipeline.snapshot.ListedItem;
import java.util.List;

/**
 * A list after a chat model was asked to put its first items in order.
 *
 * @param list the same items, scores and reasons; ranks by the new order
 * @param first how many were put in order; 0 where the list is as it was
 * @param fault why it is as it was; empty where nothing is wrong
 */
public record Reordered(List<ListedItem> list, int first, String fault) {
  public Reordered {
    list = List.copyOf(list);
  }
}
