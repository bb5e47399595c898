package dev.coterie.live.intake;

import dev.coterie.live.store.DuckDbStore;
import dev.coterie.live.store.LiveEvent;
import java.nio.file.Path;
import java.util.List;

/** A process that writes events as fast as it can, and says which of them are durable. */
final class KilledWriter {
  private static final int THREADS = 4;

  private KilledWriter() {}

  /**
   * Writes until it is killed.
   *
   * @param args the store's file, and a prefix for the ids
   */
  public static void main(String[] args) {
    Intake intake = new Intake(DuckDbStore.open(Path.of(args[0]), 64L << 20), 1_000, events -> {});
    for (int t = 0; t < THREADS; t++) {
      String prefix = args[1] + "-" + t + "-";
      Thread.ofPlatform().start(() -> write(intake, prefix));
    }
  }

  private static void write(Intake intake, String prefix) {
    for (int i = 0; ; i++) {
      String id = prefix + i;
      intake.submit(
          List.of(
              new LiveEvent(
                  id, "ann", "VIEW", "i1", null, 0, Float.NaN, Float.NaN, Float.NaN, null, null)));
      System.out.println(id);
    }
  }
}
