package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.domain.Fit;
import dev.coterie.live.LiveSegments;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.store.DuckDbStore;
import dev.coterie.pipeline.InterestPipeline;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import dev.coterie.server.CoterieServer;
import dev.coterie.server.Settings;
import dev.coterie.server.access.Keys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server from its settings to its end. Apart from the command, so that the help of other commands
 * loads none of it.
 */
final class ServeRun {
  /** The store has this part of the memory. */
  private static final long STORE_SHARE = 6;

  private final Terminal terminal;
  private final ComputeOptions compute;

  ServeRun(Terminal terminal, ComputeOptions compute) {
    this.terminal = terminal;
    this.compute = compute;
  }

  /** Serves until the process is asked to end. */
  void run(Optional<Path> config, Map<String, String> options) {
    Settings settings = Settings.of(config, System.getenv(), options);
    Keys keys = new Keys(DataFolder.keys(settings.data()));
    try (Workplace workplace = Workplace.open(terminal, compute);
        DataFolder folder = DataFolder.open(settings.data())) {
      choose(folder, settings, workplace);
      DuckDbStore store = DuckDbStore.open(folder.store(), compute.memory().bytes() / STORE_SHARE);
      try (LiveSegments live =
          new LiveSegments(
              folder, store, settings.live(), workplace.machine(), Clock.systemUTC()::millis)) {
        serve(live, keys, folder, settings);
      }
    }
  }

  /** Makes the snapshot that was asked for the active one, or the sample where there is none. */
  private void choose(DataFolder folder, Settings settings, Workplace workplace) {
    if (settings.snapshot().isPresent()) {
      Path asked = settings.snapshot().get();
      SnapshotReader.open(asked);
      if (folder.active().isPresent() && folder.knows(asked)) {
        note(asked + " was taken up before; the snapshot that was served last goes on");
      } else {
        folder.activate(folder.register(asked, 0));
      }
    } else if (folder.active().isEmpty()) {
      note(
          "no snapshot yet: fitting the bundled sample, synthetic data of a shop;"
              + " serve your own with --snapshot DIR");
      Path place = folder.place(folder.nextId());
      DataFolder.forget(place);
      try (Terminal.Shown shown = terminal.progress(compute.quiet())) {
        Fit fit =
            InterestPipeline.fit(
                DemoCommand.sample(compute), workplace.machine(), shown.progress());
        SnapshotWriter.write(fit, place, false);
      }
      folder.activate(folder.register(place, 0));
    }
  }

  private void serve(LiveSegments live, Keys keys, DataFolder folder, Settings settings) {
    // The snapshot is read while HTTP starts.
    StartUp startUp = new StartUp(live);
    Thread starter = Thread.ofPlatform().name("coterie-start").start(startUp);
    try (CoterieServer server =
        CoterieServer.start(live, keys, folder.audit(), settings.server())) {
      starter.join();
      startUp.rethrow();
      String scheme = settings.server().tlsKey().isPresent() ? "https" : "http";
      note(
          "serving %s on %s://%s:%d (docs at /docs)"
              .formatted(live.active().id(), scheme, settings.server().address(), server.port()));
      if (!keys.areNeeded()) {
        note(
            "WITHOUT KEYS: whoever can run programs on this machine can ask and change everything;"
                + " make keys with: coterie keys create");
      }
      while (!terminal.interruption().requested()) {
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
