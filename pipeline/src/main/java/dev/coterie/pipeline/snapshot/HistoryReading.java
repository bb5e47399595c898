package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.Profiles.Scaling;
import dev.coterie.domain.Snapshot;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads the data of a fit back from its snapshot. */
final class HistoryReading {
  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  private final Snapshot snapshot;
  private final SmallModels small;
  private final List<String> users = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();
  private final List<Float> rarity = new ArrayList<>();

  HistoryReading(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.small = SmallModels.read(snapshot);
  }

  History read() {
    items();
    texts();
    List<float[]> membership = new ArrayList<>();
    List<float[]> subMembership = new ArrayList<>();
    Profiles profiles = users(membership, subMembership);
    BitSet robots = new BitSet();
    small.robots().forEach(robots::set);
    return new History(
        events(), space(), profiles, matrix(membership), matrix(subMembership), robots);
  }

  private void items() {
    each(
        snapshot.items(),
        "item_id, title, description, categories, tags, language, attributes, listed, rarity, vector",
        row -> {
          items.add(
              new Item(
                  text(row.get(0)),
                  text(row.get(1)),
                  text(row.get(2)),
                  LearnedReading.texts(row.get(3)),
                  LearnedReading.texts(row.get(4)),
                  text(row.get(5)),
                  Json.CELL.readValue(text(row.get(6)), ATTRIBUTES),
                  Boolean.TRUE.equals(row.get(7))));
          rarity.add(number(row.get(8)));
          vectors.add(LearnedReading.floats(row.get(9)));
        });
  }

  private void texts() {
    each(
        snapshot.models().resolve("texts.parquet"),
        "text, rarity, vector",
        row -> {
          texts.add(text(row.get(0)));
          rarity.add(number(row.get(1)));
          vectors.add(LearnedReading.floats(row.get(2)));
        });
  }

  private Profiles users(List<float[]> membership, List<float[]> subMembership) {
    List<float[]> interest = new ArrayList<>();
    List<float[]> behaviour = new ArrayList<>();
    List<String> features = small.scaling().stream().map(Scaling::feature).toList();
    StringBuilder columns = new StringBuilder("user_id, membership, sub_membership, vector");
    features.forEach(feature -> columns.append(", ").append(Tables.quoted(feature)));
    each(
        snapshot.users(),
        columns.toString(),
        row -> {
          users.add(text(row.get(0)));
          membership.add(LearnedReading.floats(row.get(1)));
          subMembership.add(LearnedReading.floats(row.get(2)));
          interest.add(LearnedReading.floats(row.get(3)));
          float[] own = new float[features.size()];
          for (int f = 0; f < own.length; f++) {
            own[f] = number(row.get(4 + f));
          }
          behaviour.add(own);
        });
    Matrix counted = matrix(behaviour);
    Matrix scaled = Matrix.zeros(counted.rows(), counted.columns());
    for (int u = 0; u < scaled.rows(); u++) {
      for (int f = 0; f < scaled.columns(); f++) {
        scaled.set(u, f, small.scaling().get(f).apply(counted.get(u, f)));
      }
    }
    return new Profiles(
        matrix(interest),
        counted,
        scaled,
        small.scaling(),
        users.stream().map(user -> List.<Profiles.Interest>of()).toList());
  }

  private EventLog events() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    each(
        snapshot.models().resolve("events.parquet"),
        "\"user\", item, \"text\", kind, \"time\", value, quantity, price, basket",
        rows::add);
    int n = rows.size();
    int[] user = new int[n];
    int[] item = new int[n];
    int[] text = new int[n];
    byte[] kind = new byte[n];
    long[] time = new long[n];
    float[] value = new float[n];
    float[] quantity = new float[n];
    float[] price = new float[n];
    int[] basket = new int[n];
    for (int e = 0; e < n; e++) {
      List<@Nullable Object> row = rows.get(e);
      user[e] = index(row.get(0));
      item[e] = index(row.get(1));
      text[e] = index(row.get(2));
      kind[e] = (byte) index(row.get(3));
      time[e] = row.get(4) instanceof Number at ? at.longValue() : EventLog.NO_TIME;
      value[e] = number(row.get(5));
      quantity[e] = number(row.get(6));
      price[e] = number(row.get(7));
      basket[e] = index(row.get(8));
    }
    return new EventLog(
        users,
        items,
        texts,
        small.kinds(),
        user,
        item,
        text,
        kind,
        time,
        value,
        quantity,
        price,
        basket);
  }

  private ItemSpace space() {
    float[] rare = new float[rarity.size()];
    for (int i = 0; i < rare.length; i++) {
      rare[i] = rarity.get(i);
    }
    return new ItemSpace(
        matrix(vectors),
        items.size(),
        rare,
        small.halfLifeDays() == 0 ? Decay.NONE : new Decay(small.halfLifeDays()),
        List.of(),
        List.of(),
        small.spaceMethod());
  }

  private static Matrix matrix(List<float[]> rows) {
    return Matrix.ofRows(rows.toArray(float[][]::new));
  }

  private static void each(Path file, String columns, Consumer<List<@Nullable Object>> row) {
    Tables.each("SELECT " + columns + " FROM " + Tables.parquet(file), row);
  }

  private static String text(@Nullable Object cell) {
    return cell == null ? "" : String.valueOf(cell);
  }

  private static int index(@Nullable Object cell) {
    return cell instanceof Number number ? number.intValue() : EventLog.NONE;
  }

  /** Not a number where there is none. */
  private static float number(@Nullable Object cell) {
    return cell instanceof Number number ? number.floatValue() : Float.NaN;
  }
}
