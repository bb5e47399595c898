package dev.coterie.pipeline.plan;

import dev.coterie.numeric.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Generated purchases: users of uneven activity who come and go, items of uneven popularity.
 *
 * @param users who bought anything
 * @param items that were bought
 * @param table CSV with a header
 */
record Crowd(int rows, int users, int items, byte[] table) {
  /** How the rows follow each other. */
  enum Order {
    BY_TIME,
    BY_USER,
    SHUFFLED
  }

  private static final String FILLER = "said while it was raining outside and the tea was hot";

  static Crowd of(int rows, int mostUsers, int mostItems, Order order, long seed) {
    SplittableRandom random = Seeds.stream(seed, "crowd");
    StringBuilder table = new StringBuilder("user_id,item_id,time,query,remark\n");
    BitSet users = new BitSet();
    BitSet items = new BitSet();
    for (int r = 0; r < rows; r++) {
      double part = (double) r / rows;
      double draw = Math.pow(random.nextDouble(), 1.5);
      int user =
          switch (order) {
            case SHUFFLED -> (int) (mostUsers * draw);
            case BY_USER -> (int) (mostUsers * part);
            // A fifth of all users are about at any time.
            case BY_TIME -> (int) (mostUsers * (0.8 * part + 0.2 * draw));
          };
      int item = (int) (mostItems * Math.pow(random.nextDouble(), 2));
      users.set(user);
      items.set(item);
      table.append('u').append(user).append(",i").append(item).append(',');
      table.append(1_600_000_000L + 60L * r).append(",,\"").append(FILLER).append(", ");
      table.append(r).append("\"\n");
    }
    return new Crowd(
        rows,
        users.cardinality(),
        items.cardinality(),
        table.toString().getBytes(StandardCharsets.UTF_8));
  }

  String in(Path folder) {
    try {
      return Files.write(folder.resolve("events.csv"), table).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
