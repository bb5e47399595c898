package dev.coterie.pipeline;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A configuration as a tree of keys: defaults, overlaid by a YAML file, overlaid by single
 * settings. Unknown keys are all told at once, each with the nearest known one.
 *
 * <p>Keys are the components of the options records in kebab case. {@code auto} leaves a choice to
 * the program.
 */
public final class ConfigurationFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          // The text of a configuration is part of a fit's id.
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .addModule(EnumWords.module())
          .build();

  /** Where the keys are the user's own, such as the columns of a source. */
  private static final Set<String> OPEN = open(FitConfiguration.class, "");

  private final ObjectNode tree;
  private final List<String> problems = new ArrayList<>();

  private ConfigurationFile(ObjectNode tree) {
    this.tree = tree;
  }

  /** Starts from the defaults of every setting. */
  public static ConfigurationFile defaults() {
    return new ConfigurationFile(YAML.valueToTree(FitConfiguration.defaults()));
  }

  /** Starts from a given configuration. */
  public static ConfigurationFile of(FitConfiguration configuration) {
    return new ConfigurationFile(YAML.valueToTree(configuration));
  }

  /** Lays a configuration as a manifest keeps it over what is there. */
  public ConfigurationFile overlay(Map<String, Object> kept) {
    overlay(tree, (ObjectNode) YAML.valueToTree(kept), "", "the snapshot's configuration");
    return this;
  }

  /** Lays a YAML file over what is there. */
  public ConfigurationFile overlay(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput(
          "No configuration file " + file + ".\nCheck the path, or leave --config out.");
    }
    try {
      JsonNode read = YAML.readTree(file);
      if (read instanceof ObjectNode object) {
        overlay(tree, object, "", file.getFileName().toString());
      } else if (!read.isMissingNode() && !read.isNull()) {
        problems.add(file.getFileName() + " holds no keys");
      }
    } catch (JacksonException e) {
      throw new BadUsage(
          "%s is not YAML: %s (line %d)."
              .formatted(
                  file,
                  e.getOriginalMessage().lines().findFirst().orElse(""),
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
    return this;
  }

  /** Lays one {@code key.key=value} over what is there. */
  public ConfigurationFile set(String setting) {
    int at = setting.indexOf('=');
    if (at < 1) {
      throw new BadUsage("'" + setting + "' is no setting: write KEY=VALUE, as in segments.k=8.");
    }
    if (at == setting.length() - 1) {
      throw new BadUsage("'" + setting + "' has no value: write KEY=VALUE, or auto as the value.");
    }
    JsonNode value;
    try {
      value = YAML.readTree(setting.substring(at + 1));
    } catch (JacksonException e) {
      value = StringNode.valueOf(setting.substring(at + 1));
    }
    String[] keys = setting.substring(0, at).split("\\.", -1);
    ObjectNode root = YAML.createObjectNode();
    ObjectNode node = root;
    for (int i = 0; i < keys.length - 1; i++) {
      node = node.putObject(keys[i]);
    }
    node.set(keys[keys.length - 1], value);
    overlay(tree, root, "", "--set");
    return this;
  }

  /**
   * The configuration.
   *
   * @throws BadUsage telling every unknown key and bad value
   */
  public FitConfiguration read() {
    refuseProblems();
    try {
      return YAML.treeToValue(tree, FitConfiguration.class);
    } catch (JacksonException e) {
      // A record refuses its values by name; what encloses it makes the name a whole key.
      boolean named = e.getCause() instanceof IllegalArgumentException;
      throw new BadUsage(where(e) + (named ? "." : ": ") + reason(e), e);
    }
  }

  private static String where(JacksonException e) {
    return e.getPath().stream()
        .map(JacksonException.Reference::getPropertyName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }

  private static String reason(JacksonException e) {
    if (e instanceof InvalidFormatException format) {
      return "'" + format.getValue() + "' is not " + kind(format.getTargetType()) + ".";
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(
            cause instanceof JacksonException j ? j.getOriginalMessage() : cause.getMessage())
        .lines()
        .findFirst()
        .orElse("");
  }

  private static String kind(Class<?> type) {
    if (type == int.class || type == Integer.class || type == long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    return type == boolean.class ? "true or false" : "a value for this key";
  }

  /** The configuration as YAML, every key written out; equal configurations give equal texts. */
  public String text() {
    return YAML.writeValueAsString(read());
  }

  /** The configuration as nested maps, every key there. */
  SequencedMap<String, Object> asMap() {
    return YAML.convertValue(tree, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  private void refuseProblems() {
    if (!problems.isEmpty()) {
      throw new BadUsage(String.join("\n", problems));
    }
  }

  private void overlay(ObjectNode base, ObjectNode over, String path, String source) {
    for (Map.Entry<String, JsonNode> entry : over.properties()) {
      String key = entry.getKey();
      JsonNode value = entry.getValue();
      JsonNode known = base.get(key);
      if (OPEN.contains(path)) {
        base.set(key, value);
      } else if (known == null) {
        problems.add(
            source
                + ": unknown key "
                + path
                + key
                + Nearest.to(key, base.propertyNames())
                    .map(near -> ", did you mean " + path + near + "?")
                    .orElse("; known are " + String.join(", ", base.propertyNames())));
      } else if (known instanceof ObjectNode knownObject) {
        if (value instanceof ObjectNode object) {
          overlay(knownObject, object, path + key + ".", source);
        } else {
          problems.add(source + ": " + path + key + " holds keys, not a value");
        }
      } else if (value.isString() && value.asString().equals("auto")) {
        base.putNull(key);
      } else {
        base.set(key, value);
      }
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Set<String> open(Class<?> options, String path) {
    Set<String> open = new HashSet<>();
    for (RecordComponent component : options.getRecordComponents()) {
      String key = path + kebab(component.getName()) + ".";
      if (component.getType() == Map.class) {
        open.add(key);
      } else if (component.getType().isRecord()) {
        open.addAll(open(component.getType(), key));
      }
    }
    return open;
  }
}
