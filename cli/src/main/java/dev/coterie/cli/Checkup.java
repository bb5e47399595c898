package dev.coterie.cli;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.MemorySize;
import dev.coterie.numeric.VectorModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at the machine and the program for {@code doctor}. */
final class Checkup {
  /** The file of each bundled model, at the root of its jar. */
  private static final Map<String, String> MODELS =
      new TreeMap<>(
          Map.of(
              "minilm", "all-minilm-l6-v2-q.onnx",
              "bge-en", "bge-small-en-v1.5-q.onnx",
              "bge-zh", "bge-small-zh-v1.5-q.onnx"));

  private Checkup() {}

  enum Status {
    OK,
    /** Works, but worse than it could. */
    WARNING,
    /** Coterie cannot work without it. */
    MISSING;

    @JsonValue
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What was seen of one thing, and what to do where it is not right. */
  record Finding(String name, Status status, String found, Optional<String> remedy) {}

  static List<Finding> of(ComputeOptions options) {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(ok("threads", options.threads() + " of " + processors()));
    findings.add(simd());
    findings.add(memory(options.memory()));
    findings.add(
        options
            .cache()
            .map(folder -> folder("cache", folder, Status.WARNING, "name another with --cache"))
            .orElseGet(() -> ok("cache", "none (--no-cache)")));
    findings.add(
        folder(
            "home",
            Path.of(System.getProperty("user.home")),
            Status.MISSING,
            "native libraries are unpacked there: set HOME to a folder that can be written"));
    findings.add(
        folder(
            "temporary files",
            Path.of(System.getProperty("java.io.tmpdir")),
            Status.MISSING,
            "make it writable, or set COTERIE_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER"));
    MODELS.forEach((name, file) -> findings.add(model(name, file)));
    return findings;
  }

  private static Finding java() {
    String found = Runtime.version() + " in " + System.getProperty("java.home");
    return Runtime.version().feature() >= 25
        ? ok("java", found)
        : new Finding("java", Status.MISSING, found, Optional.of("install a JDK 25"));
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static Finding simd() {
    int bits = VectorModule.vectorBits();
    return bits >= 128
        ? ok("simd", bits + " bits")
        : new Finding(
            "simd",
            Status.WARNING,
            bits == 0 ? "the module jdk.incubator.vector is not there" : bits + " bits",
            Optional.of("start with ./coterie, or with --add-modules jdk.incubator.vector"));
  }

  private static Finding memory(MemorySize memory) {
    long heap = Runtime.getRuntime().maxMemory();
    String found = memory + ", " + MemorySize.inMebibytes(heap) + " of it heap";
    return heap < memory.bytes()
        ? ok("memory", found)
        : new Finding(
            "memory",
            Status.WARNING,
            found,
            Optional.of("start with ./coterie, which gives the heap its part, or set -Xmx"));
  }

  private static Finding folder(String name, Path folder, Status otherwise, String remedy) {
    Path existing = folder.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing)
        ? ok(name, folder.toString())
        : new Finding(name, otherwise, folder + " cannot be written", Optional.of(remedy));
  }

  private static Finding model(String name, String file) {
    return Checkup.class.getResource("/" + file) != null
        ? ok("model " + name, "bundled")
        : new Finding(
            "model " + name,
            Status.WARNING,
            "not bundled",
            Optional.of("add its jar to the class path, or name another model's folder"));
  }

  private static Finding ok(String name, String found) {
    return new Finding(name, Status.OK, found, Optional.empty());
  }
}
