package dev.coterie.pipeline.recommend;

import dev.coterie.domain.Item;
import dev.coterie.numeric.SparseMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the catalogue says of items in labels: categories, tags, and the values of other columns
 * that are no numbers and that several items have, such as an author or a brand; a cell may hold
 * several, parted by {@code , ; |}. The rarer a label the more it counts, by ln(items / items that
 * have it).
 */
final class ItemLabels {
  private static final int LONGEST = 80;
  private static final int FEWEST_ITEMS = 2;

  private ItemLabels() {}

  /** Items × labels, rows of unit length or empty. */
  static SparseMatrix of(List<Item> items) {
    List<Set<String>> labels = items.stream().map(ItemLabels::of).toList();
    Map<String, Long> counts =
        labels.stream()
            .flatMap(Set::stream)
            .collect(Collectors.groupingBy(label -> label, TreeMap::new, Collectors.counting()));
    counts.values().removeIf(n -> n < FEWEST_ITEMS || n >= items.size());
    Map<String, Integer> numbers = new TreeMap<>();
    counts.keySet().forEach(label -> numbers.put(label, numbers.size()));
    List<Integer> rows = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      List<String> shared = labels.get(i).stream().filter(counts::containsKey).toList();
      List<Double> weights =
          shared.stream()
              .map(label -> Math.log((double) items.size() / counts.getOrDefault(label, 1L)))
              .toList();
      double length = Math.sqrt(weights.stream().mapToDouble(w -> w * w).sum());
      for (int l = 0; l < shared.size(); l++) {
        rows.add(i);
        columns.add(numbers.getOrDefault(shared.get(l), 0));
        values.add(weights.get(l) / length);
      }
    }
    return SparseMatrix.ofEntries(
        items.size(),
        numbers.size(),
        rows.stream().mapToInt(Integer::intValue).toArray(),
        columns.stream().mapToInt(Integer::intValue).toArray(),
        floats(values));
  }

  private static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int v = 0; v < floats.length; v++) {
      floats[v] = values.get(v).floatValue();
    }
    return floats;
  }

  private static Set<String> of(Item item) {
    Set<String> labels = new TreeSet<>();
    item.categories().forEach(category -> add(labels, "category", category));
    item.tags().forEach(tag -> add(labels, "tag", tag));
    item.attributes()
        .forEach(
            (column, cell) -> {
              if (!OnSale.isAbout(column)) {
                for (String value : cell.split("[,;|]", -1)) {
                  add(labels, column, value);
                }
              }
            });
    return labels;
  }

  private static void add(Set<String> labels, String column, String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    if (!text.isEmpty() && text.length() <= LONGEST && !isNumber(text)) {
      labels.add(column + "\0" + text);
    }
  }

  private static boolean isNumber(String text) {
    try {
      return !Double.isNaN(Double.parseDouble(text)) || text.equals("nan");
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
