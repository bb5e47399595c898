package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Fit;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.domain.Snapshot;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code assign} and {@code recommend} need beside the results, in {@code models/}.
 *
 * <pre>
 * events.parquet      user, item, text (numbers of rows of users, items and texts), kind, time,
 *                     value, quantity, price, basket: the clean events
 * texts.parquet       text, rarity, vector[]: queries and reviews
 * text-maps.parquet   embedder, row, mean, weights[]: how an embedder's vectors come into the space
 * models.json         everything small: kinds, scaling, decay, ranking
 * </pre>
 */
final class ModelTables {
  private ModelTables() {}

  static void write(Fit fit, Snapshot snapshot) {
    events(fit.data().events(), snapshot);
    texts(fit, snapshot);
    textMaps(fit, snapshot);
    Json.MAPPER.writeValue(snapshot.models().resolve("models.json"), SmallModels.of(fit));
  }

  private static void events(EventLog events, Snapshot snapshot) {
    TableWriter.write(
        snapshot.models().resolve("events.parquet"),
        List.of(
            Column.integer("user"),
            Column.integer("item"),
            Column.integer("text"),
            Column.integer("kind"),
            new Column("time", Column.Type.LONG),
            new Column("value", Column.Type.FLOAT),
            new Column("quantity", Column.Type.FLOAT),
            new Column("price", Column.Type.FLOAT),
            Column.integer("basket")),
        table -> {
          for (int e = 0; e < events.size(); e++) {
            table.row(
                events.user()[e],
                number(events.item()[e]),
                number(events.text()[e]),
                (int) events.kind()[e],
                events.time()[e] == EventLog.NO_TIME ? null : events.time()[e],
                number(events.value()[e]),
                number(events.quantity()[e]),
                number(events.price()[e]),
                number(events.basket()[e]));
          }
        });
  }

  private static void texts(Fit fit, Snapshot snapshot) {
    int items = fit.space().items();
    TableWriter.write(
        snapshot.models().resolve("texts.parquet"),
        List.of(Column.text("text"), Column.number("rarity"), Column.vector("vector")),
        table -> {
          List<String> texts = fit.data().events().texts();
          for (int t = 0; t < texts.size(); t++) {
            table.row(
                texts.get(t),
                fit.space().rarity()[items + t],
                fit.space().vectors().row(items + t));
          }
        });
  }

  private static void textMaps(Fit fit, Snapshot snapshot) {
    TableWriter.write(
        snapshot.models().resolve("text-maps.parquet"),
        List.of(
            Column.text("embedder"),
            Column.integer("row"),
            Column.number("mean"),
            Column.number("explained"),
            Column.vector("weights")),
        table -> {
          for (TextMap map : maps(fit)) {
            for (int i = 0; i < map.weights().rows(); i++) {
              table.row(map.embedder(), i, map.mean()[i], map.explained(), map.weights().row(i));
            }
          }
        });
  }

  /** Where the text space is the item space, each embedder's vectors go to columns of their own. */
  private static List<TextMap> maps(Fit fit) {
    int width = fit.texts().stream().mapToInt(block -> block.vectors().columns()).sum();
    if (!fit.space().textMaps().isEmpty() || width != fit.space().dimension()) {
      return fit.space().textMaps();
    }
    List<TextMap> maps = new ArrayList<>();
    int at = 0;
    for (TextBlock block : fit.texts()) {
      int dimension = block.vectors().columns();
      Matrix weights = Matrix.zeros(dimension, width);
      for (int j = 0; j < dimension; j++) {
        weights.set(j, at + j, 1);
      }
      maps.add(new TextMap(block.embedder(), new float[dimension], weights, 1));
      at += dimension;
    }
    return maps;
  }

  private static @Nullable Integer number(int index) {
    return index == EventLog.NONE ? null : index;
  }

  private static @Nullable Float number(float value) {
    return Float.isNaN(value) ? null : value;
  }
}
