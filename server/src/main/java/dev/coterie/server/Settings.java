package dev.coterie.server;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import dev.coterie.live.LiveOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * All settings of a server: from a YAML file, overlaid by the environment ({@code
 * COTERIE_SERVE_RATE_LIMIT}), overlaid by options of the command. Unknown names are refused, all at
 * once, each with the nearest known one.
 *
 * @param data the server's folder
 * @param snapshot to serve from now on; empty for the one that was served last
 */
public record Settings(Path data, Optional<Path> snapshot, ServerOptions server, LiveOptions live) {
  private static final String ENVIRONMENT = "COTERIE_SERVE_";
  private static final TypeReference<SequencedMap<String, Object>> KEYS = new TypeReference<>() {};

  /** Every key with its default, empty where there is none. */
  private static final SequencedMap<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    LiveOptions live = LiveOptions.defaults();
    DEFAULTS.put("data", "coterie-data");
    DEFAULTS.put("snapshot", "");
    DEFAULTS.put("address", "127.0.0.1");
    DEFAULTS.put("port", "8080");
    DEFAULTS.put("rate-limit", "0");
    DEFAULTS.put("tls-certificate", "");
    DEFAULTS.put("tls-key", "");
    DEFAULTS.put("log", "false");
    DEFAULTS.put("queue", Integer.toString(live.queue()));
    DEFAULTS.put("refit-hours", "0");
    DEFAULTS.put("refit-on-drift", "false");
    DEFAULTS.put("keep-snapshots", Integer.toString(live.keepSnapshots()));
    DEFAULTS.put("erasures", "");
  }

  /**
   * Reads the settings.
   *
   * @param options of the command, by key
   * @throws BadUsage telling every unknown key and bad value
   */
  public static Settings of(
      Optional<Path> file, Map<String, String> environment, Map<String, String> options) {
    SequencedMap<String, String> values = new LinkedHashMap<>(DEFAULTS);
    List<String> problems = new ArrayList<>();
    file.ifPresent(path -> overlay(values, read(path), path.getFileName() + ": ", problems));
    Map<String, String> named = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT)) {
            named.put(
                name.substring(ENVIRONMENT.length()).toLowerCase(Locale.ROOT).replace('_', '-'),
                value);
          }
        });
    overlay(values, named, "environment: ", problems);
    overlay(values, options, "", problems);
    if (!problems.isEmpty()) {
      throw new BadUsage(String.join("\n", problems));
    }
    return of(values);
  }

  private static Map<String, String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput(
          "No configuration file " + file + ".\nCheck the path, or leave --config out.");
    }
    try {
      Map<String, String> values = new LinkedHashMap<>();
      SequencedMap<String, Object> read = new YAMLMapper().readValue(file, KEYS);
      if (read != null) {
        read.forEach((key, value) -> values.put(key, value == null ? "" : value.toString()));
      }
      return values;
    } catch (JacksonException e) {
      throw new BadUsage(
          file + " is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    }
  }

  private static void overlay(
      Map<String, String> values, Map<String, String> over, String where, List<String> problems) {
    over.forEach(
        (key, value) -> {
          if (values.replace(key, value) == null) {
            problems.add(
                "%sunknown setting '%s'; %s"
                    .formatted(
                        where,
                        key,
                        Nearest.to(key, DEFAULTS.keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("known are " + String.join(", ", DEFAULTS.keySet()) + ".")));
          }
        });
  }

  private static Settings of(Map<String, String> values) {
    Values read = new Values(values);
    try {
      return new Settings(
          Path.of(read.text("data")),
          read.given("snapshot").map(Path::of),
          new ServerOptions(
              read.text("address"),
              (int) read.number("port"),
              read.number("rate-limit"),
              read.given("tls-certificate"),
              read.given("tls-key"),
              read.isTrue("log")),
          new LiveOptions(
              (int) read.number("queue"),
              read.number("refit-hours"),
              read.isTrue("refit-on-drift"),
              (int) read.number("keep-snapshots"),
              read.given("erasures").map(Path::of)));
    } catch (IllegalArgumentException e) {
      throw new BadUsage(e.getMessage() + ".", e);
    }
  }

  private record Values(Map<String, String> values) {
    String text(String key) {
      return values.getOrDefault(key, "");
    }

    Optional<String> given(String key) {
      return Optional.of(text(key)).filter(value -> !value.isBlank());
    }

    double number(String key) {
      try {
        return Double.parseDouble(text(key));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(key + " must be a number, not " + text(key), e);
      }
    }

    boolean isTrue(String key) {
      return switch (text(key).toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default ->
            throw new IllegalArgumentException(key + " must be true or false, not " + text(key));
      };
    }
  }
}
