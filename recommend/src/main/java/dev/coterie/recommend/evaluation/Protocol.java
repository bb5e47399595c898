package dev.coterie.recommend.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which test items are relevant, who is evaluated and by which formulas: a figure is compared only
 * under its own protocol. All rank all candidates.
 */
public enum Protocol {
  /**
   * What is new to a user, among items of the training part; for whoever has training events and
   * such an item.
   */
  NEW_ITEMS("new-items", 10),
  /**
   * The common public comparison on MovieLens 100k: of every item three quarters of its ratings are
   * learned from; every test item is relevant, whether or not anyone rated it in training; everyone
   * with a test item is evaluated.
   */
  MS_MOVIELENS("ms-movielens", 10),
  /** The same question on given lists, by recall and NDCG. */
  LIGHTGCN("lightgcn", 20);

  private final String label;
  private final int places;

  Protocol(String label, int places) {
    this.label = label;
    this.places = places;
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException naming the choices
   */
  public static Protocol parse(String text) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.label.equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown protocol "
                        + text
                        + ": use "
                        + Arrays.stream(values())
                            .map(Protocol::toString)
                            .collect(Collectors.joining(", "))));
  }

  /** Whether only what is in the training part and new to the user is relevant. */
  public boolean onlyNew() {
    return this == NEW_ITEMS;
  }

  /** What is measured. */
  public List<Metric> metrics() {
    return switch (this) {
      case NEW_ITEMS -> Metric.USUAL;
      case MS_MOVIELENS -> List.of(Metric.PRECISION, Metric.RECALL, Metric.NDCG, Metric.MAP_OF_ALL);
      case LIGHTGCN -> List.of(Metric.PRECISION, Metric.RECALL, Metric.NDCG);
    };
  }

  /** The length of the lists that are judged where nothing else is asked for. */
  public int places() {
    return places;
  }

  @Override
  public String toString() {
    return label;
  }
}
