package dev.coterie.bench.load;

import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A large shop made up from a seed: items of some interests, of which few are touched often, as 1 /
 * (rank + 10); users of one to three interests, who touch something else one time in ten. Items
 * have a category and no text, so that a fit needs no encoder.
 */
public final class SyntheticShop {
  private static final int INTERESTS = 24;
  private static final int MEAN_EVENTS = 12;
  private static final double ELSEWHERE = 0.1;
  private static final double BOUGHT = 0.3;
  private static final long FIRST = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long SPAN = 90L * 24 * 3_600_000;

  private final int users;
  private final int items;
  private final double[] popularity;
  private final SplittableRandom random = new SplittableRandom(42);

  private SyntheticShop(int users, int items) {
    this.users = users;
    this.items = items;
    int ofInterest = items / INTERESTS;
    this.popularity = new double[ofInterest];
    double sum = 0;
    for (int i = 0; i < ofInterest; i++) {
      sum += 1.0 / (i + 10);
      popularity[i] = sum;
    }
  }

  /**
   * Writes {@code events.parquet} and {@code items.parquet}.
   *
   * @param args folder, users, items
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    new SyntheticShop(Integer.parseInt(args[1]), Integer.parseInt(args[2])).write(folder);
  }

  private void write(Path folder) {
    TableWriter.write(
        folder.resolve("items.parquet"),
        List.of(Column.text("item_id"), new Column("categories", Column.Type.TEXTS)),
        table -> {
          for (int i = 0; i < items; i++) {
            table.row("i" + i, List.of("c" + i % INTERESTS));
          }
        });
    TableWriter.write(
        folder.resolve("events.parquet"),
        List.of(
            Column.text("user_id"),
            Column.text("kind"),
            Column.text("item_id"),
            new Column("time", Column.Type.LONG)),
        table -> {
          for (int u = 0; u < users; u++) {
            user(table, "u" + u);
          }
        });
  }

  private void user(TableWriter table, String id) {
    int[] interests = random.ints(1 + random.nextInt(3), 0, INTERESTS).toArray();
    // As many as their mean, or far more: geometric.
    int events = 2 + (int) (-(MEAN_EVENTS - 2) * Math.log(1 - random.nextDouble()));
    for (int e = 0; e < events; e++) {
      int interest =
          random.nextDouble() < ELSEWHERE
              ? random.nextInt(INTERESTS)
              : interests[random.nextInt(interests.length)];
      table.row(
          id,
          random.nextDouble() < BOUGHT ? "PURCHASE" : "VIEW",
          "i" + (rank() * INTERESTS + interest),
          FIRST + random.nextLong(SPAN));
    }
  }

  private int rank() {
    double at = random.nextDouble() * popularity[popularity.length - 1];
    int low = 0;
    int high = popularity.length - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (popularity[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
