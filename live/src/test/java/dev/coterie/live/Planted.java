package dev.coterie.live;

import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.store.DuckDbStore;
import dev.coterie.live.store.EventStore;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.Story;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.time.Instant;

/** A snapshot of planted events, and live parts that serve it. */
public final class Planted {
  /** When the live part runs: after the planted events. */
  public static final Instant NOW = Instant.parse("2022-06-01T10:00:00Z");

  private Planted() {}

  /** Fits 120 users of four interests: item {@code i} is of interest {@code i mod 4}. */
  public static Path snapshot(Path folder) {
    PlantedEvents.of(Shape.PLAIN.withUsers(120), 4).write(folder, 0);
    Path snapshot = folder.resolve("snapshot");
    SnapshotWriter.write(Story.fit(folder, folder, 2), snapshot, false);
    return snapshot;
  }

  /** What a live part may use. */
  public static Machine machine(Path temp) {
    return new Machine(2, 1L << 30, temp, VectorCache.none());
  }

  /** The embedded store of a folder. */
  public static EventStore store(DataFolder folder) {
    return DuckDbStore.open(folder.store(), 64L << 20);
  }

  /** A live part that has read the snapshot, if one is active. */
  public static LiveSegments start(DataFolder folder, EventStore store, Path temp) {
    LiveSegments live =
        new LiveSegments(folder, store, LiveOptions.defaults(), machine(temp), NOW::toEpochMilli);
    live.start();
    return live;
  }

  /** A purchase of an item. */
  public static LiveEvent purchase(String id, String user, String item, long minute) {
    return new LiveEvent(
        id,
        user,
        "PURCHASE",
        item,
        null,
        NOW.toEpochMilli() + minute * 60_000,
        Float.NaN,
        1,
        Float.NaN,
        null,
        null);
  }
}
