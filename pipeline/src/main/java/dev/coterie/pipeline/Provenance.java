package dev.coterie.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;

/** What a result was made with. */
final class Provenance {
  private static final double KIB_A_MIB = 1024;

  private Provenance() {}

  /** Versions of the program, the JVM, the machine and the models. */
  static SequencedMap<String, String> versions(SequencedMap<String, String> models) {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    versions.put("coterie", programVersion());
    versions.put("java", Runtime.version().toString());
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    versions.put("cpu", processor());
    models.forEach((name, id) -> versions.put("model " + name, id));
    return versions;
  }

  static String programVersion() {
    Properties properties = new Properties();
    try (var in = Provenance.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    return properties.getProperty("version", "unknown");
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
