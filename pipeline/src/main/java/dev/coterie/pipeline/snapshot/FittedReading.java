package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Snapshot;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads the fit's own users, items and events. */
final class FittedReading {
  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  private final Snapshot snapshot;
  private final Erased erased;

  FittedReading(Snapshot snapshot, Erased erased) {
    this.snapshot = snapshot;
    this.erased = erased;
  }

  Fitted read() {
    SmallModels small = SmallModels.read(snapshot);
    List<Item> items = new ArrayList<>();
    List<float[]> itemVectors = new ArrayList<>();
    Tables.each(
        "SELECT item_id, title, description, categories, tags, language, attributes, listed, vector"
            + " FROM "
            + Tables.parquet(snapshot.items()),
        row -> {
          items.add(item(row));
          itemVectors.add(LearnedReading.floats(row.get(8)));
        });
    List<String> users = new ArrayList<>();
    List<float[]> interest = new ArrayList<>();
    List<float[]> membership = new ArrayList<>();
    List<float[]> subMembership = new ArrayList<>();
    Tables.each(
        "SELECT user_id, vector, membership, sub_membership FROM " + erased.table(snapshot.users()),
        row -> {
          users.add(text(row.get(0)));
          interest.add(LearnedReading.floats(row.get(1)));
          membership.add(LearnedReading.floats(row.get(2)));
          subMembership.add(LearnedReading.floats(row.get(3)));
        });
    List<String> texts = new ArrayList<>();
    Tables.each(
        "SELECT text FROM " + Tables.parquet(snapshot.models().resolve("texts.parquet")),
        row -> texts.add(text(row.get(0))));
    BitSet robots = new BitSet();
    int[] number = numbers();
    small.robots().stream()
        .map(user -> number.length == 0 ? user : number[user])
        .filter(user -> user >= 0)
        .forEach(robots::set);
    return new Fitted(
        events(users, items, texts, small, number),
        robots,
        matrix(itemVectors),
        matrix(interest),
        matrix(membership),
        matrix(subMembership),
        small.ranking());
  }

  private static Matrix matrix(List<float[]> rows) {
    return Matrix.ofRows(rows.toArray(float[][]::new));
  }

  private static Item item(List<@Nullable Object> row) {
    return new Item(
        text(row.get(0)),
        text(row.get(1)),
        text(row.get(2)),
        LearnedReading.texts(row.get(3)),
        LearnedReading.texts(row.get(4)),
        text(row.get(5)),
        Json.CELL.readValue(text(row.get(6)), ATTRIBUTES),
        Boolean.TRUE.equals(row.get(7)));
  }

  private static String text(@Nullable Object cell) {
    return cell == null ? "" : String.valueOf(cell);
  }

  private EventLog events(
      List<String> users, List<Item> items, List<String> texts, SmallModels small, int[] number) {
    Path file = snapshot.models().resolve("events.parquet");
    int n =
        Tables.ask("SELECT count(*) FROM " + Tables.parquet(file)).rows().getFirst().getFirst()
                instanceof Number count
            ? count.intValue()
            : 0;
    int[] user = new int[n];
    int[] item = new int[n];
    int[] text = new int[n];
    byte[] kind = new byte[n];
    long[] time = new long[n];
    float[] value = new float[n];
    float[] quantity = new float[n];
    float[] price = new float[n];
    int[] basket = new int[n];
    int[] at = {0};
    Tables.scan(
        "SELECT \"user\", coalesce(item, -1), coalesce(\"text\", -1), kind,"
            + " coalesce(\"time\", -9223372036854775808), coalesce(value, 'nan'),"
            + " coalesce(quantity, 'nan'), coalesce(price, 'nan'), coalesce(basket, -1) FROM "
            + Tables.parquet(file),
        row -> {
          int whose = number.length == 0 ? row.getInt(1) : number[row.getInt(1)];
          if (whose < 0) {
            return;
          }
          int e = at[0]++;
          user[e] = whose;
          item[e] = row.getInt(2);
          text[e] = row.getInt(3);
          kind[e] = (byte) row.getInt(4);
          time[e] = row.getLong(5);
          value[e] = row.getFloat(6);
          quantity[e] = row.getFloat(7);
          price[e] = row.getFloat(8);
          basket[e] = row.getInt(9);
        });
    int kept = at[0];
    return new EventLog(
        users,
        items,
        texts,
        small.kinds(),
        Arrays.copyOf(user, kept),
        Arrays.copyOf(item, kept),
        Arrays.copyOf(text, kept),
        Arrays.copyOf(kind, kept),
        Arrays.copyOf(time, kept),
        Arrays.copyOf(value, kept),
        Arrays.copyOf(quantity, kept),
        Arrays.copyOf(price, kept),
        Arrays.copyOf(basket, kept));
  }

  /** The number of each user of the fit among those who are left, below 0 for an erased one. */
  private int[] numbers() {
    if (erased.isEmpty()) {
      return new int[0];
    }
    List<Integer> numbers = new ArrayList<>();
    int[] next = {0};
    Tables.each(
        "SELECT user_id FROM " + Tables.parquet(snapshot.users()),
        row -> numbers.add(erased.has(text(row.getFirst())) ? -1 : next[0]++));
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
