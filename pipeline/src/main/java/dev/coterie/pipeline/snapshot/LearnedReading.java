package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.Affinities.Ratings;
import dev.coterie.domain.Decay;
import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.domain.Snapshot;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.snapshot.Learned.Entity;
import dev.coterie.pipeline.table.Tables;
import dev.coterie.pipeline.table.Tables.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads {@code models/} and what it needs of the other tables. */
final class LearnedReading {
  private final Snapshot snapshot;

  LearnedReading(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Learned read(List<SegmentRow> segments) {
    SmallModels small = SmallModels.read(snapshot);
    List<SegmentRow> first = segments.stream().filter(row -> row.level() == 1).toList();
    List<SegmentRow> second = segments.stream().filter(row -> row.level() == 2).toList();
    Matrix centroids = centroids(first);
    Path events = snapshot.models().resolve("events.parquet");
    return new Learned(
        first.stream().map(SegmentRow::id).toList(),
        second.stream().map(SegmentRow::id).toList(),
        centroids,
        centroids(second),
        small.parent().stream().mapToInt(Integer::intValue).toArray(),
        Optional.ofNullable(small.given()).orElse(List.of()),
        small.temperature(),
        small.halfLifeDays() == 0 ? Decay.NONE : new Decay(small.halfLifeDays()),
        small.scaling(),
        latest(events),
        ratings(events, small.kinds().indexOf(EventKind.RATING)),
        dimension(),
        entities(snapshot.items(), "item_id, rarity, vector, categories"),
        entities(snapshot.models().resolve("texts.parquet"), "text, rarity, vector, []"),
        textMaps(snapshot.models().resolve("text-maps.parquet")));
  }

  private static Matrix centroids(List<SegmentRow> rows) {
    return Matrix.ofRows(rows.stream().map(SegmentRow::centroid).toArray(float[][]::new));
  }

  private int dimension() {
    return number(
            one("SELECT coalesce(max(len(vector)), 0) FROM " + Tables.parquet(snapshot.items())))
        .intValue();
  }

  private static long latest(Path events) {
    return one("SELECT max(\"time\") FROM " + Tables.parquet(events)) instanceof Number latest
        ? latest.longValue()
        : EventLog.NO_TIME;
  }

  private static Ratings ratings(Path events, int kind) {
    Answer answer =
        Tables.ask(
            "SELECT min(value), max(value) FROM " + Tables.parquet(events) + " WHERE kind = ?",
            kind);
    List<@Nullable Object> row = answer.rows().getFirst();
    return row.getFirst() == null
        ? new Ratings(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)
        : new Ratings(number(row.get(0)).floatValue(), number(row.get(1)).floatValue());
  }

  private static Map<String, Entity> entities(Path file, String columns) {
    Map<String, Entity> entities = new HashMap<>();
    Tables.each(
        "SELECT " + columns + " FROM " + Tables.parquet(file),
        row ->
            entities.put(
                String.valueOf(row.get(0)),
                new Entity(
                    floats(row.get(2)), number(row.get(1)).floatValue(), texts(row.get(3)))));
    return entities;
  }

  /** Maps by embedder, in the order of the file. */
  private static List<TextMap> textMaps(Path file) {
    Map<String, List<List<@Nullable Object>>> rows = new LinkedHashMap<>();
    Tables.each(
        "SELECT embedder, mean, explained, weights FROM " + Tables.parquet(file),
        row ->
            rows.computeIfAbsent(String.valueOf(row.getFirst()), e -> new ArrayList<>()).add(row));
    List<TextMap> maps = new ArrayList<>();
    rows.forEach(
        (embedder, lines) -> {
          float[] mean = new float[lines.size()];
          float[][] weights = new float[lines.size()][];
          IntStream.range(0, mean.length)
              .forEach(
                  i -> {
                    mean[i] = number(lines.get(i).get(1)).floatValue();
                    weights[i] = floats(lines.get(i).get(3));
                  });
          double explained = number(lines.getFirst().get(2)).doubleValue();
          maps.add(new TextMap(embedder, mean, Matrix.ofRows(weights), explained));
        });
    return maps;
  }

  private static @Nullable Object one(String sql) {
    return Tables.ask(sql).rows().getFirst().getFirst();
  }

  private static Number number(@Nullable Object cell) {
    return cell instanceof Number number ? number : 0;
  }

  static List<String> texts(@Nullable Object cell) {
    return cell instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  static float[] floats(@Nullable Object cell) {
    if (!(cell instanceof List<?> list)) {
      return new float[0];
    }
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i) instanceof Number number ? number.floatValue() : 0;
    }
    return values;
  }
}
