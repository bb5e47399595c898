package dev.coterie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} names every key with its default, and no other. */
class ConfigurationPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| (.+?) \\| ");

  @Test
  void thePageNamesEveryKeyWithItsDefault() throws IOException {
    Map<String, String> told = new TreeMap<>();
    ROW.matcher(Files.readString(page()))
        .results()
        .forEach((MatchResult row) -> told.put(row.group(1), row.group(2)));
    Map<String, String> expected = new TreeMap<>();
    flatten("", ConfigurationFile.defaults().asMap(), expected);
    // What nothing is said of is either chosen or not there.
    expected.replaceAll(
        (key, value) -> value.isEmpty() && "none".equals(told.get(key)) ? "none" : value);
    expected.replaceAll((key, value) -> value.isEmpty() ? "auto" : value);
    assertThat(told).isEqualTo(expected);
  }

  private static void flatten(String path, Map<?, ?> tree, Map<String, String> flat) {
    tree.forEach(
        (name, value) -> {
          String key = path + name;
          if (value instanceof Map<?, ?> inner && isKeys(key)) {
            flatten(key + ".", inner, flat);
          } else {
            flat.put(key, shown(value));
          }
        });
  }

  /** Other maps below the second level have the user's own names as keys. */
  private static boolean isKeys(String key) {
    return key.indexOf('.') < 0 || key.equals("embedding.remote");
  }

  private static String shown(Object value) {
    return switch (value) {
      case null -> "";
      case String text when text.isEmpty() -> "";
      case Map<?, ?> map -> "`" + map.toString().replace("=", ": ") + "`";
      case Double number when number == Math.rint(number) -> "`" + number.longValue() + "`";
      default -> "`" + value + "`";
    };
  }

  private static Path page() {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("docs")) ? here : here.resolve("..").normalize();
    return root.resolve("docs/configuration.md");
  }
}
