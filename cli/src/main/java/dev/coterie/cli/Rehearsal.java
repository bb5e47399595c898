package dev.coterie.cli;

import dev.coterie.live.LiveOptions;
import dev.coterie.live.LiveSegments;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.store.DuckDbStore;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.server.CoterieServer;
import dev.coterie.server.ServerOptions;
import dev.coterie.server.access.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Starts a server that has no snapshot, asks it a little, and ends: for the JVM to note which
 * classes {@code serve} needs. The launcher runs it once a build, so that later starts are faster.
 */
final class Rehearsal {
  private static final List<String> QUESTIONS =
      List.of("/health/ready", "/v1/segments", "/v1/users/u/recommendations", "/metrics");

  private Rehearsal() {}

  /**
   * Rehearses.
   *
   * @param args an empty folder
   */
  public static void main(String[] args) throws IOException {
    CoterieCommand.run(Terminal.ofProcess(), "serve", "--help");
    Path folder = Files.createDirectories(Path.of(args[0]));
    DataFolder data = DataFolder.open(folder);
    try (LiveSegments live =
            new LiveSegments(
                data,
                DuckDbStore.open(data.store(), 64L << 20),
                LiveOptions.defaults(),
                new Machine(1, 1L << 30, folder, VectorCache.none()),
                Clock.systemUTC()::millis);
        CoterieServer server =
            CoterieServer.start(
                live, new Keys(DataFolder.keys(folder)), data.audit(), ServerOptions.local(0))) {
      for (String question : QUESTIONS) {
        ask("http://127.0.0.1:" + server.port() + question);
      }
    }
    System.exit(0);
  }

  private static void ask(String question) {
    try (InputStream answer = URI.create(question).toURL().openStream()) {
      answer.readAllBytes();
    } catch (IOException e) {
      // It has no snapshot, so most answers are refusals, which are rehearsed too.
    }
  }
}
