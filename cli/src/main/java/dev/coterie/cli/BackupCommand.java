package dev.coterie.cli;

import dev.coterie.cli.option.TalkOptions;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.live.backup.Backup;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.store.DuckDbStore;
import dev.coterie.pipeline.table.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything that a server keeps, as one file. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description =
        "Writes all that a server keeps to one zip: of a server that runs, or of a folder.",
    footer = {
      "",
      "A key of the scope admin is taken from the environment: COTERIE_KEY.",
      "",
      "Examples:",
      "  coterie backup --server http://localhost:8080 --out shop.zip       while it runs",
      "  coterie backup --data shop-data --out shop.zip                     while it does not"
    })
final class BackupCommand implements Runnable {
  /** Memory for the store, which passes rows through. */
  static final long STORE_BYTES = 512L << 20;

  private final Terminal terminal;

  @Option(names = "--server", paramLabel = "URL", description = "Of a server that runs.")
  private @Nullable URI server;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder of one that does not (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("coterie-data");

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The zip.")
  private Path out = Path.of("backup.zip");

  @Mixin private TalkOptions talk = new TalkOptions();

  BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    WholeFile.checkWritable(out);
    terminal.interruption().unfinished(WholeFile.unfinished(out));
    WholeFile.write(
        out,
        file -> {
          if (server == null) {
            ofFolder(file);
          } else {
            ofServer(server, file);
          }
          Backup.require(file);
        });
    terminal.note(talk.quiet(), "wrote " + out);
  }

  private void ofFolder(Path file) {
    if (!Files.isDirectory(data)) {
      throw new BadUsage("There is no folder " + data + "; name the server's with --data.");
    }
    try (DataFolder folder = DataFolder.open(data);
        DuckDbStore store = DuckDbStore.open(folder.store(), STORE_BYTES);
        OutputStream stream = Files.newOutputStream(file)) {
      Backup.write(folder, store, stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ofServer(URI server, Path file) {
    String base = server.toString().replaceAll("/+$", "");
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/v1/backup"));
    String key = System.getenv("COTERIE_KEY");
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new JobFailed(
              "%s answers %d: %s"
                  .formatted(
                      base,
                      answer.statusCode(),
                      new String(body.readNBytes(500), StandardCharsets.UTF_8)));
        }
        Files.copy(body, file);
      }
    } catch (IOException e) {
      throw new JobFailed("No backup from %s: %s".formatted(base, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailed("No backup from " + base + ": interrupted", e);
    }
  }
}
