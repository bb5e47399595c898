package dev.coterie.pipeline.describe;

import java.util.List;

/**
 * What a name of a group may rest on, without the items that names are tested with.
 *
 * @param phrases most telling first
 * @param items titles
 * @param categories names
 * @param queries that enough users typed
 * @param below names of the groups inside it
 * @param heldOut items that the name is tested with
 */
record GroupFacts(
    List<String> phrases,
    List<String> items,
    List<String> categories,
    List<String> queries,
    List<String> below,
    List<Integer> heldOut) {

  /** What is embedded to find the place of a group by its words. */
  static String words(String name, String text) {
    return name + ". " + text;
  }
}
