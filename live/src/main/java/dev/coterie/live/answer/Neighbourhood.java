package dev.coterie.live.answer;

import dev.coterie.domain.Item;
import dev.coterie.live.people.Catalogue;
import dev.coterie.live.people.Catalogue.NewItem;
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
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Items near to a vector or to words, of those that may be shown. */
final class Neighbourhood {
  private final Answers answers;
  private final Catalogue catalogue;
  private final LongSupplier clock;
  private final float[] lengths;

  Neighbourhood(Answers answers, Catalogue catalogue, LongSupplier clock) {
    this.answers = answers;
    this.catalogue = catalogue;
    this.clock = clock;
    Matrix vectors = answers.fitted().itemVectors();
    this.lengths = new float[vectors.rows()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = VectorMath.norm(vectors.data(), vectors.offset(i), vectors.columns());
    }
  }

  /** The nearest items to a unit vector but one. */
  List<Similar> near(float[] vector, int most, String without) {
    return best(Optional.of(vector), item -> item.id().equals(without) ? -1 : 0, most);
  }

  /**
   * The items whose text has the words of a query or is near to it.
   *
   * @param vector of the query, of unit length; empty where it has no place
   */
  List<Similar> search(String query, Optional<float[]> vector, int most) {
    List<String> words =
        Arrays.stream(query.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
    return best(vector, item -> found(words, item), most);
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

  /** By the cosine and a bonus; an item with a negative bonus is left out. */
  private List<Similar> best(Optional<float[]> vector, ToDoubleFunction<Item> bonus, int most) {
    Matrix vectors = answers.fitted().itemVectors();
    BitSet eligible = catalogue.eligible(clock.getAsLong());
    List<NewItem> fresh = catalogue.fresh(clock.getAsLong());
    TopK best = new TopK(most);
    for (int i = eligible.nextSetBit(0); i >= 0; i = eligible.nextSetBit(i + 1)) {
      float cosine =
          vector.isEmpty() || lengths[i] == 0
              ? 0
              : VectorMath.dot(
                      vector.get(), 0, vectors.data(), vectors.offset(i), vectors.columns())
                  / lengths[i];
      offer(best, i, cosine, bonus.applyAsDouble(catalogue.item(i)));
    }
    for (int f = 0; f < fresh.size(); f++) {
      float cosine = vector.isEmpty() ? 0 : VectorMath.dot(vector.get(), fresh.get(f).vector());
      offer(best, vectors.rows() + f, cosine, bonus.applyAsDouble(fresh.get(f).live().item()));
    }
    List<Similar> similar = new ArrayList<>();
    int[] found = best.indices();
    for (int i = 0; i < found.length; i++) {
      Item item =
          found[i] < vectors.rows()
              ? catalogue.item(found[i])
              : fresh.get(found[i] - vectors.rows()).live().item();
      similar.add(new Similar(item.id(), item.label(), best.scores()[i]));
    }
    return similar;
  }

  private static void offer(TopK best, int index, float cosine, double bonus) {
    if (bonus >= 0 && cosine + bonus > 0) {
      best.offer(index, (float) (cosine + bonus));
    }
  }

  /** The mean direction of items, empty where none of them has a place. */
  Optional<float[]> middle(List<String> items) {
    float[] middle = new float[answers.learned().dimension()];
    for (String id : items) {
      catalogue
          .vector(id)
          .ifPresent(vector -> VectorMath.axpy(1, vector, 0, middle, 0, middle.length));
    }
    return VectorMath.normalise(middle, 0, middle.length) == 0
        ? Optional.empty()
        : Optional.of(middle);
  }

  /** The items that may be shown and meet a condition. */
  List<String> items(Predicate<Item> condition) {
    List<String> ids = new ArrayList<>();
    BitSet eligible = catalogue.eligible(clock.getAsLong());
    for (int i = eligible.nextSetBit(0); i >= 0; i = eligible.nextSetBit(i + 1)) {
      if (condition.test(catalogue.item(i))) {
        ids.add(catalogue.item(i).id());
      }
    }
    return ids;
  }
}
