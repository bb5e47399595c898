package dev.coterie.live.answer;

import dev.coterie.domain.Item;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.answer.Answers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Items near to a vector or to words, of those that may be shown. */
final class Neighbourhood {
  private final Answers answers;
  private final Shelves shelves;
  private final float[] lengths;

  Neighbourhood(Answers answers, Shelves shelves) {
    this.answers = answers;
    this.shelves = shelves;
    Matrix vectors = answers.fitted().itemVectors();
    this.lengths = new float[vectors.rows()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = VectorMath.norm(vectors.data(), vectors.offset(i), vectors.columns());
    }
  }

  /** How near an item is, below 0 for one that is left out. */
  @FunctionalInterface
  private interface Nearness {
    double of(int number, Item item);
  }

  /** The nearest items to a unit vector but one. */
  List<Similar> near(float[] vector, int most, String without) {
    Shelf shelf = shelves.now();
    TopK best =
        best(
            shelf,
            most,
            (number, item) -> item.id().equals(without) ? -1 : cosine(vector, number, shelf));
    List<Similar> similar = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      Item item = shelf.items().get(best.indices()[i]);
      similar.add(new Similar(item.id(), item.label(), best.scores()[i]));
    }
    return similar;
  }

  /**
   * The items whose text has the words of a query or is near to it.
   *
   * @param vector of the query, of unit length; empty where it has no place
   */
  List<Hit> search(String query, Optional<float[]> vector, int most) {
    Shelf shelf = shelves.now();
    List<String> words =
        Arrays.stream(query.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
    TopK best =
        best(
            shelf,
            most,
            (number, item) -> {
              double found = found(words, item);
              return vector
                  .map(place -> (found + Math.max(0, cosine(place, number, shelf))) / 2)
                  .orElse(found);
            });
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      Item item = shelf.items().get(best.indices()[i]);
      hits.add(new Hit(item.id(), item.label(), best.scores()[i]));
    }
    return hits;
  }

  /** The share of the words that the text of an item has. */
  private static double found(List<String> words, Item item) {
    String text = (item.id() + " " + item.text()).toLowerCase(Locale.ROOT);
    int found = 0;
    for (String word : words) {
      found += text.contains(word) ? 1 : 0;
    }
    return words.isEmpty() ? 0 : (double) found / words.size();
  }

  private static TopK best(Shelf shelf, int most, Nearness nearness) {
    BitSet eligible = shelf.rules().eligible();
    TopK best = new TopK(most);
    for (int i = eligible.nextSetBit(0); i >= 0; i = eligible.nextSetBit(i + 1)) {
      double near = nearness.of(i, shelf.items().get(i));
      if (near > 0) {
        best.offer(i, (float) near);
      }
    }
    return best;
  }

  private double cosine(float[] vector, int number, Shelf shelf) {
    Matrix vectors = answers.fitted().itemVectors();
    if (number >= vectors.rows()) {
      return VectorMath.dot(vector, shelf.fresh().get(number - vectors.rows()).vector());
    }
    return lengths[number] == 0
        ? 0
        : VectorMath.dot(vector, 0, vectors.data(), vectors.offset(number), vectors.columns())
            / lengths[number];
  }
}
