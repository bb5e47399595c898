package dev.coterie.pipeline.describe;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether names tell groups apart: of a group's held-out items, the share whose text is nearer (by
 * cosine in the item space) to its name than to any other's.
 */
final class Assignability {
  private final TextPlacing placing;
  private final List<List<Integer>> heldOut;

  Assignability(TextPlacing placing, List<List<Integer>> heldOut) {
    this.placing = placing;
    this.heldOut = heldOut;
  }

  /** The figure of each name, empty where its group has no item with text to test with. */
  OptionalDouble[] of(List<String> names) {
    Matrix places = placing.of(names);
    Matrix items = placing.items();
    OptionalDouble[] figures = new OptionalDouble[names.size()];
    Arrays.setAll(figures, group -> figure(group, places, items));
    return figures;
  }

  private OptionalDouble figure(int group, Matrix names, Matrix items) {
    int tested = 0;
    int right = 0;
    for (int item : heldOut.get(group)) {
      if (VectorMath.norm(items.data(), items.offset(item), items.columns()) > 0) {
        tested++;
        right += nearest(items, item, names) == group ? 1 : 0;
      }
    }
    return tested == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / tested);
  }

  private static int nearest(Matrix items, int item, Matrix names) {
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
