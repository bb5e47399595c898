package dev.coterie.pipeline;

import dev.coterie.domain.Fit;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.embed.VectorCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The whole story on files, with an embedder that needs no model. */
public final class Story {
  private static final long MEMORY = 1L << 30;

  private Story() {}

  /** Fits files, given single settings. */
  public static Fit fit(
      Path temp, List<Path> events, List<Path> items, int threads, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("embedding.otherwise=tfidf");
    all.add("embedding.models.zh=tfidf");
    all.add("source.events=" + quoted(events));
    all.add("source.items=" + quoted(items));
    ConfigurationFile configuration = ConfigurationFile.defaults();
    all.forEach(configuration::set);
    try {
      return InterestPipeline.fit(
          configuration.read(),
          new Machine(threads, MEMORY, Files.createTempDirectory(temp, "fit"), VectorCache.none()),
          Progress.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fits planted events that were written to a folder. */
  public static Fit fit(Path temp, Path folder, int threads, String... settings) {
    return fit(
        temp,
        List.of(folder.resolve("events.csv")),
        List.of(folder.resolve("items.csv")),
        threads,
        settings);
  }

  private static String quoted(List<Path> paths) {
    return "[" + String.join(", ", paths.stream().map(path -> "'" + path + "'").toList()) + "]";
  }
}
