package dev.coterie.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A nested configuration as one list of dotted keys with their values as text. */
final class Configuration {
  private static final Pattern NAMING_USERS = Pattern.compile("source\\.(where|missing)(\\..*)?");

  private Configuration() {}

  /**
   * @param users whether user ids may appear; what rows are picked by may name some
   */
  static List<Map<String, String>> flat(Map<String, ?> configuration, boolean users) {
    List<Map<String, String>> rows = new ArrayList<>();
    flatten("", configuration, rows);
    if (!users) {
      rows.removeIf(row -> NAMING_USERS.matcher(row.getOrDefault("name", "")).matches());
    }
    return rows;
  }

  private static void flatten(String prefix, Map<?, ?> map, List<Map<String, String>> rows) {
    map.forEach(
        (key, value) -> {
          String name = prefix + key;
          if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
            flatten(name + ".", inner, rows);
          } else {
            rows.add(new TreeMap<>(Map.of("name", name, "value", text(value))));
          }
        });
  }

  private static String text(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Configuration::text).collect(Collectors.joining(", "));
    }
    return value == null ? "" : value.toString();
  }
}
