package dev.coterie.pipeline;

import dev.coterie.language.chat.AnswerCache;
import dev.coterie.pipeline.chat.ChatSource;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.ingest.Resources;
import java.nio.file.Path;

/**
 * What a fit may use of the machine.
 *
 * @param threads at least 1; the result is the same for any number
 * @param memoryBytes in all, the Java heap and what lies outside it
 * @param temp a folder for what is thrown away afterwards
 * @param cache of text vectors
 * @param chats opens the chat model that a configuration names, if it names one
 */
public record Machine(
    int threads, long memoryBytes, Path temp, VectorCache cache, ChatSource chats) {
  public Machine {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }

  /** Chat models are asked at their servers, and their answers not kept. */
  public Machine(int threads, long memoryBytes, Path temp, VectorCache cache) {
    this(threads, memoryBytes, temp, cache, ChatSource.server(AnswerCache.NONE));
  }

  /** What DuckDB may use: what the heap leaves, but a quarter at least, and what it must have. */
  public Resources reading() {
    long bytes =
        Math.max(
            Math.max(Resources.LEAST_MEMORY, memoryBytes / 4),
            memoryBytes - Runtime.getRuntime().maxMemory() - (256L << 20));
    return new Resources(threads, bytes, temp);
  }
}
