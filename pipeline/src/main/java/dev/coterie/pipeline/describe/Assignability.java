package dev.coterie.pipeline.describe;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.NearestRows;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
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
  private final Matrix tested;
  private final int[] group;
  private final Workers workers;

  /**
   * Finds the places of all names that may be asked about, at once.
   *
   * @param heldOut items of each group
   */
  Assignability(
      TextPlacing placing, List<String> names, List<List<Integer>> heldOut, Workers workers) {
    List<String> distinct = names.stream().distinct().toList();
    this.rowOfName =
        IntStream.range(0, distinct.size())
            .boxed()
            .collect(Collectors.toMap(distinct::get, i -> i));
    this.namePlaces = VectorMath.unitRows(placing.of(distinct), workers);
    this.workers = workers;
    List<Integer> rows = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    Matrix items = placing.items();
    for (int g = 0; g < heldOut.size(); g++) {
      for (int item : heldOut.get(g)) {
        if (VectorMath.norm(items.data(), items.offset(item), items.columns()) > 0) {
          rows.add(item);
          groups.add(g);
        }
      }
    }
    this.tested = items.select(rows.stream().mapToInt(row -> row).toArray());
    this.group = groups.stream().mapToInt(g -> g).toArray();
  }

  /** The figure of each name, empty where its group has no item with text to test with. */
  OptionalDouble[] of(List<String> names) {
    int[] row = names.stream().mapToInt(name -> rowOfName.getOrDefault(name, 0)).toArray();
    int[] nearest = new int[group.length];
    NearestRows.byDot(namePlaces.select(row), workers)
        .find(tested, workers, nearest, new float[group.length]);
    int[] asked = new int[names.size()];
    int[] right = new int[names.size()];
    for (int i = 0; i < group.length; i++) {
      asked[group[i]]++;
      right[group[i]] += nearest[i] == group[i] ? 1 : 0;
    }
    OptionalDouble[] figures = new OptionalDouble[names.size()];
    Arrays.setAll(
        figures,
        g ->
            asked[g] == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) right[g] / asked[g]));
    return figures;
  }
}
