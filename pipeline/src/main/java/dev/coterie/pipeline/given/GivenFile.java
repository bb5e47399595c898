package dev.coterie.pipeline.given;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Description;
import dev.coterie.domain.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The segments that a team gives, as a YAML file has them.
 *
 * <pre>
 * segments:
 *   - id: christmas
 *     name: Christmas buyers
 *     items: ["22952", "22086"]
 *     words: [paper chain kit, christmas]
 *     where: spend &gt; 500
 *     minimum: 0.4
 * </pre>
 */
public final class GivenFile {
  private static final List<String> KEYS =
      List.of("id", "name", "description", "items", "words", "where", "minimum");

  private static final YAMLMapper YAML = new YAMLMapper();

  private final Path file;
  private final String text;
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<GivenSegment> segments = new ArrayList<>();

  private GivenFile(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Reads one.
   *
   * @throws BadInput naming the line of what is wrong
   */
  public static GivenFile read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput(
          "No file of segments " + file + ".\nCheck the path, or leave --segments-file out.");
    }
    try {
      GivenFile read = new GivenFile(file, Files.readString(file));
      read.findLines();
      read.read(YAML.readTree(read.text));
      return read;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new BadInput(
          "%s line %d: no YAML: %s."
              .formatted(file, line, e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    } catch (IOException e) {
      throw new BadInput("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  /** All that it says, which makes a fit another. */
  public String text() {
    return text;
  }

  /** Descriptions of a fit, those of given segments with the words that were given. */
  public List<Description> named(List<String> ids, List<Description> descriptions) {
    Map<String, GivenSegment> byId = new HashMap<>();
    segments.forEach(segment -> byId.put(segment.id(), segment));
    return IntStream.range(0, descriptions.size())
        .mapToObj(
            i -> {
              GivenSegment given = byId.get(ids.get(i));
              Description found = descriptions.get(i);
              return given == null
                  ? found
                  : found.named(
                      given.name(),
                      given.description().orElse(found.text()),
                      OptionalDouble.empty(),
                      given.description().isPresent()
                          ? Optional.of(Description.PERSON)
                          : found.writer());
            })
        .toList();
  }

  List<GivenSegment> segments() {
    return segments;
  }

  /** Where each value stands, by its JSON pointer. */
  private void findLines() {
    try (JsonParser parser = YAML.createParser(text)) {
      while (parser.nextToken() != null) {
        lines.putIfAbsent(
            parser.streamReadContext().pathAsPointer().toString(),
            parser.currentTokenLocation().getLineNr());
      }
    }
  }

  private void read(JsonNode root) {
    for (String key : root.propertyNames()) {
      if (!key.equals("segments")) {
        throw refused("/" + key, "unknown key '" + key + "', did you mean 'segments'?");
      }
    }
    JsonNode list = root.path("segments");
    if (!list.isArray() || list.isEmpty()) {
      throw refused("", "no segments: write a list under 'segments'");
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      GivenSegment segment = segment("/segments/" + i, list.get(i));
      Integer before = seen.putIfAbsent(segment.id(), segment.line());
      if (before != null) {
        throw refused(
            "/segments/" + i + "/id",
            "id '" + segment.id() + "' is given twice, first in line " + before);
      }
      segments.add(segment);
    }
  }

  private GivenSegment segment(String at, JsonNode node) {
    for (String key : node.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw refused(
            at + "/" + key,
            "unknown key '"
                + key
                + "'"
                + Nearest.to(key, KEYS)
                    .map(near -> ", did you mean '" + near + "'?")
                    .orElse("; known are " + String.join(", ", KEYS)));
      }
    }
    String id = text(node, "id").orElseThrow(() -> refused(at, "a segment without an id"));
    if (!id.matches("[A-Za-z][A-Za-z0-9_-]{0,63}") || id.matches("s\\d+")) {
      throw refused(
          at + "/id",
          "id '" + id + "' is none: letters, digits, - and _, and not like s1, which fits give");
    }
    GivenSegment segment =
        new GivenSegment(
            id,
            text(node, "name").orElse(id),
            text(node, "description"),
            texts(node.path("items")),
            texts(node.path("words")),
            text(node, "where"),
            minimum(at, node.path("minimum")),
            line(at),
            IntStream.range(0, node.path("items").size())
                .mapToObj(i -> line(at + "/items/" + i))
                .toList());
    if (!segment.hasCentre() && segment.where().isEmpty()) {
      throw refused(at, "segment '" + id + "' has no rule: give items, words or where");
    }
    return segment;
  }

  private Optional<Double> minimum(String at, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isNumber() || !(Math.abs(node.asDouble()) <= 1)) {
      throw refused(at + "/minimum", "minimum is a cosine from -1 to 1, not " + node);
    }
    return Optional.of(node.asDouble());
  }

  private static Optional<String> text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isValueNode() && !value.isNull() && !value.asString().isBlank()
        ? Optional.of(value.asString().strip())
        : Optional.empty();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asString().strip()));
    return List.copyOf(texts);
  }

  private int line(String pointer) {
    return lines.getOrDefault(pointer, 1);
  }

  private BadInput refused(String pointer, String what) {
    return refused(line(pointer), what);
  }

  BadInput refused(int line, String what) {
    return new BadInput(
        "%s line %d: %s%s".formatted(file, line, what, what.endsWith("?") ? "" : "."));
  }
}
