package dev.coterie.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;

/** What a result was made with. */
final class Provenance {
  private static final double KIB_A_MIB = 1024;

  /** Libraries whose arithmetic or reading a result depends on. */
  private static final List<String> LIBRARIES =
      List.of("duckdb", "lucene", "onnxruntime", "tokenizers");

  private Provenance() {}

  /** Versions of the program, the JVM, the machine, libraries and the models. */
  static SequencedMap<String, String> versions(SequencedMap<String, String> models) {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    versions.put("coterie", programVersion());
    versions.put("java", Runtime.version().toString());
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    versions.put("cpu", processor());
    Properties built = built();
    LIBRARIES.forEach(library -> versions.put(library, built.getProperty(library, "unknown")));
    models.forEach((name, id) -> versions.put("model " + name, id));
    return versions;
  }

  static String programVersion() {
    return built().getProperty("version", "unknown");
  }

  private static Properties built() {
    Properties properties = new Properties();
    try (var in = Provenance.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** The most memory that this process ever had resident, in MiB; 0 where nobody tells. */
  static double peakMemoryMib() {
    return line(Path.of("/proc/self/status"), "VmHWM:")
        .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_A_MIB)
        .orElse(0.0);
  }

  private static String processor() {
    return line(Path.of("/proc/cpuinfo"), "model name")
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse(System.getProperty("os.arch"));
  }

  private static Optional<String> line(Path file, String start) {
    try (var lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith(start)).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
