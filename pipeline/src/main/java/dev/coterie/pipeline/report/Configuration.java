package dev.coterie.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A nested configuration as one list of dotted keys with their values as text. */
final class Configuration {
  private Configuration() {}

  static List<Map<String, String>> flat(Map<String, ?> configuration) {
    List<Map<String, String>> rows = new ArrayList<>();
    flatten("", configuration, rows);
    return rows;
  }

  private static void flatten(String prefix, Map<?, ?> map, List<Map<String, String>> rows) {
    map.forEach(
        (key, value) -> {
          String name = prefix + key;
          if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
            flatten(name + ".", inner, rows);
          } else {
            rows.add(Map.of("name", name, "value", text(value)));
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
