package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.domain.Fit;
import dev.coterie.live.LiveSegments;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.folder.SnapshotEntry;
import dev.coterie.live.store.DuckDbStore;
import dev.coterie.pipeline.InterestPipeline;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import dev.coterie.server.CoterieServer;
import dev.coterie.server.Settings;
import dev.coterie.server.access.Keys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The live server. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves a snapshot over HTTP, and keeps it live: events in, lists out.",
    footer = {
      "",
      "Everything is kept in the folder of --data. Without --snapshot the one that was served last",
      "is served; at the first start the bundled sample is fitted. Without API keys the server",
      "listens on this machine only (coterie keys create). Every option can stand in a YAML file",
      "under its name (port: 8080), or in the environment (COTERIE_SERVE_PORT=8080).",
      "",
      "Examples:",
      "  coterie serve                                          the sample; then open localhost:8080",
      "  coterie serve --snapshot snapshot/ --data shop-data --port 9000"
    })
final class ServeCommand implements Runnable {
  private static final long STORE_SHARE = 6;

  private final Terminal terminal;

  @Option(names = "--data", paramLabel = "DIR", description = "Its folder (default: coterie-data).")
  private @Nullable String data;

  @Option(
      names = "--snapshot",
      paramLabel = "DIR",
      description = "The snapshot to serve from now on.")
  private @Nullable String snapshot;

  @Option(names = "--port", paramLabel = "N", description = "0 for any free one (default: 8080).")
  private @Nullable String port;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "What to listen on (default: 127.0.0.1); others than loopback need keys.")
  private @Nullable String address;

  @Option(names = "--log", description = "Write each request to stderr, as a line of JSON.")
  private boolean log;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "One more setting: rate-limit, tls-certificate, tls-key, queue, refit-hours, refit-on-drift, keep-snapshots.")
  private Map<String, String> more = new LinkedHashMap<>();

  @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
  private @Nullable Path config;

  @Mixin private ComputeOptions compute = new ComputeOptions();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Settings settings =
        Settings.of(Optional.ofNullable(config), System.getenv(), options());
    Keys keys = new Keys(DataFolder.keys(settings.data()));
    try (Workplace workplace = Workplace.open(terminal, compute);
        DataFolder folder = DataFolder.open(settings.data())) {
      choose(folder, settings, workplace);
      DuckDbStore store =
          DuckDbStore.open(folder.store(), compute.memory().bytes() / STORE_SHARE);
      try (LiveSegments live =
          new LiveSegments(
              folder, store, settings.live(), workplace.machine(), Clock.systemUTC()::millis)) {
        serve(live, keys, folder, settings);
      }
    }
  }

  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>(more);
    put(options, "data", data);
    put(options, "snapshot", snapshot);
    put(options, "port", port);
    put(options, "address", address);
    if (log) {
      options.put("log", "true");
    }
    return options;
  }

  private static void put(Map<String, String> options, String key, @Nullable String value) {
    if (value != null) {
      options.put(key, value);
    }
  }

  /** Makes the snapshot that was asked for the active one, or the sample where there is none. */
  private void choose(DataFolder folder, Settings settings, Workplace workplace) {
    if (settings.snapshot().isPresent()) {
      Path asked = settings.snapshot().get();
      SnapshotReader.open(asked);
      folder.activate(folder.register(asked, 0));
    } else if (folder.active().isEmpty()) {
      note(
          "no snapshot yet: fitting the bundled sample, synthetic data of a shop;"
              + " serve your own with --snapshot DIR");
      Path place = folder.place(folder.nextId());
      try (Terminal.Shown shown = terminal.progress(compute.quiet())) {
        Fit fit =
            InterestPipeline.fit(
                DemoCommand.sample(compute), workplace.machine(), shown.progress());
        SnapshotWriter.write(fit, place, false);
      }
      SnapshotEntry entry = folder.register(place, 0);
      folder.activate(entry);
    }
  }

  private void serve(LiveSegments live, Keys keys, DataFolder folder, Settings settings) {
    // The snapshot is read while HTTP starts.
    Thread reading = Thread.currentThread();
    StartUp startUp = new StartUp(live);
    Thread starter = Thread.ofPlatform().name("coterie-start").start(startUp);
    try (CoterieServer server =
        CoterieServer.start(live, keys, folder.audit(), settings.server())) {
      starter.join();
      startUp.rethrow();
      String scheme = settings.server().tlsKey().isPresent() ? "https" : "http";
      note(
          "serving %s on %s://%s:%d (docs at /docs)"
              .formatted(
                  live.active().id(), scheme, settings.server().address(), server.port()));
      if (!keys.areNeeded()) {
        note(
            "WITHOUT KEYS: whoever can run programs on this machine can ask and change everything;"
                + " make keys with: coterie keys create");
      }
      while (!terminal.interruption().requested() && !reading.isInterrupted()) {
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The start of the live part, and how it failed. */
  private static final class StartUp implements Runnable {
    private final LiveSegments live;
    private volatile @Nullable RuntimeException failure;

    StartUp(LiveSegments live) {
      this.live = live;
    }

    @Override
    public void run() {
      try {
        live.start();
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    void rethrow() {
      RuntimeException failed = failure;
      if (failed != null) {
        throw failed;
      }
    }
  }

  private void note(String text) {
    terminal.note(compute.quiet(), "coterie: " + text);
  }
}
