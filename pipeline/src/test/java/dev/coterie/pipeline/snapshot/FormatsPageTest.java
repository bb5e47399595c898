package dev.coterie.pipeline.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.Story;
import dev.coterie.pipeline.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page of formats knows every file of a snapshot, and all that is in it. */
class FormatsPageTest {
  /** Keys of these are stages, models, languages or settings, as the page says. */
  private static final List<String> OWN_KEYS = List.of("configuration", "versions", "timings");

  @Test
  void thePageNamesEveryFileColumnAndKey(@TempDir Path folder) throws IOException {
    PlantedEvents.of(Shape.PLAIN.withUsers(60).withLanguages(0.3, 1), 1).write(folder, 0);
    Path snapshot = folder.resolve("snapshot");
    SnapshotWriter.write(Story.fit(folder, folder, 2), snapshot, false);
    Map<String, List<String>> told = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(snapshot)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        told.put(name, name.endsWith(".json") ? keys(file) : columns(file));
      }
    }
    assertThat(told).hasSize(11);

    String page = Files.readString(page());
    List<String> untold = new ArrayList<>();
    told.forEach(
        (name, words) -> {
          String section = section(page, name);
          for (String word : words) {
            if (!section.contains("`" + word) && !word.startsWith("count_")) {
              untold.add(name + ": " + word);
            }
          }
        });
    assertThat(untold).isEmpty();
  }

  /** The file's own section, or its line in that of {@code models/}. */
  private static String section(String page, String name) {
    int start = page.indexOf("### " + name);
    if (start >= 0) {
      return page.substring(start, page.indexOf("\n##", start + 1));
    }
    int line = page.indexOf("\n| `" + name + "` |");
    assertThat(line).as(name).isPositive();
    return page.substring(line, page.indexOf('\n', line + 1));
  }

  private static List<String> columns(Path file) {
    return Tables.ask("SELECT * FROM " + Tables.parquet(file) + " LIMIT 0").columns();
  }

  private static List<String> keys(Path file) {
    JsonNode tree = Json.MAPPER.readTree(file);
    List<String> keys = new ArrayList<>(tree.propertyNames());
    if (file.endsWith("manifest.json")) {
      tree.forEachEntry(
          (key, value) -> {
            if (value.isObject() && !OWN_KEYS.contains(key) && !key.equals("data")) {
              keys.addAll(value.propertyNames());
            }
          });
    }
    return keys;
  }

  private static Path page() {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("docs")) ? here : here.resolve("..").normalize();
    return root.resolve("docs/formats.md");
  }
}
