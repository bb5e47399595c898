package dev.coterie.pipeline.describe;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether names tell groups apart: of a group's held-out items, the share whose text is nearer (by
 * cosine in the item space) to its name than to any other's.
 */
final class Assignability {
  private final Map<String, Integer> rowOfName;
  private final Matrix namePlaces;
  private final Matrix items;
  private final List<List<Integer>> heldOut;

  /**
   * Finds the places of all names that may be asked about, at once.
   *
   * @param heldOut items of each group
   */
  Assignability(TextPlacing placing, List<String> names, List<List<Integer>> heldOut) {
    List<String> distinct = names.stream().distinct().toList();
    this.rowOfName =
        IntStream.range(0, distinct.size())
            .boxed()
            .collect(Collectors.toMap(distinct::get, i -> i));
    this.namePlaces = placing.of(distinct);
    this.items = placing.items();
    this.heldOut = heldOut;
  }

  /** The figure of each name, empty where its group has no item with text to test with. */
  OptionalDouble[] of(List<String> names) {
    Matrix places =
        namePlaces.select(
            names.stream().mapToInt(name -> rowOfName.getOrDefault(name, 0)).toArray());
    OptionalDouble[] figures = new OptionalDouble[names.size()];
    Arrays.setAll(figures, group -> figure(group, places));
    return figures;
  }

  private OptionalDouble figure(int group, Matrix names) {
    int tested = 0;
    int right = 0;
    for (int item : heldOut.get(group)) {
      if (VectorMath.norm(items.data(), items.offset(item), items.columns()) > 0) {
        tested++;
        right += nearest(item, names) == group ? 1 : 0;
      }
    }
    return tested == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / tested);
  }

  private int nearest(int item, Matrix names) {
    int best = 0;
    float highest = Float.NEGATIVE_INFINITY;
    for (int name = 0; name < names.rows(); name++) {
      float cosine =
          VectorMath.cosine(
              items.data(), items.offset(item), names.data(), names.offset(name), items.columns());
      if (cosine > highest) {
        highest = cosine;
        best = name;
      }
    }
    return best;
  }
}
