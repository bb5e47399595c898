package dev.coterie.pipeline.embed;

import dev.coterie.language.Embeddings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Vectors of texts that were embedded before, by model and content. A cache never fails: what it
 * cannot read is embedded again, what it cannot write is not kept, and {@link #notes()} says so.
 */
public interface VectorCache {
  /** Takes what was found. */
  @FunctionalInterface
  interface Found {
    /**
     * A vector that was kept.
     *
     * @param text index of a text that was asked for
     * @param truncated whether the model had cut it
     */
    void vector(int text, float[] vector, boolean truncated);
  }

  /** Looks distinct texts up; each is found at most once. */
  void find(String model, List<String> texts, Found found);

  /** Keeps the vectors of distinct texts. */
  void add(String model, List<String> texts, Embeddings embeddings);

  /** What went wrong so far, one sentence a kind of trouble. */
  List<String> notes();

  /** Knows nothing and keeps nothing. */
  static VectorCache none() {
    return new NoCache();
  }

  /** In a folder, which several processes may use at once. */
  static VectorCache in(Path folder) {
    return new FolderCache(folder);
  }

  /** {@code $XDG_CACHE_HOME/coterie}, or {@code ~/.cache/coterie} where that is not set. */
  static Path defaultFolder(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        cache.isEmpty() || !Path.of(cache).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("coterie");
  }
}
