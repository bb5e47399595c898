package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.Description;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Fit;
import dev.coterie.domain.Item;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.domain.Recommendation;
import dev.coterie.domain.Segmentation;
import dev.coterie.domain.Snapshot;
import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of a snapshot that people and other tools read. */
final class ResultTables {
  private final Fit fit;
  private final EventLog events;
  private final Segmentation segmentation;

  private ResultTables(Fit fit) {
    this.fit = fit;
    this.events = fit.data().events();
    this.segmentation = fit.segmentation();
  }

  static void write(Fit fit, Snapshot snapshot) {
    ResultTables tables = new ResultTables(fit);
    tables.items(snapshot);
    tables.users(snapshot);
    tables.segments(snapshot);
    tables.interests(snapshot);
    tables.recommendations(snapshot);
  }

  private void items(Snapshot snapshot) {
    int[] users = SnapshotWriter.usersOfItems(events);
    TableWriter.write(
        snapshot.items(),
        List.of(
            Column.text("item_id"),
            Column.text("title"),
            Column.text("description"),
            new Column("categories", Column.Type.TEXTS),
            new Column("tags", Column.Type.TEXTS),
            Column.text("language"),
            Column.text("attributes"),
            new Column("listed", Column.Type.BOOLEAN),
            Column.integer("users"),
            Column.number("rarity"),
            Column.vector("vector")),
        table -> {
          for (int i = 0; i < events.items().size(); i++) {
            Item item = events.items().get(i);
            table.row(
                item.id(),
                item.title(),
                item.description(),
                item.categories(),
                item.tags(),
                item.language(),
                Json.CELL.writeValueAsString(new TreeMap<>(item.attributes())),
                item.listed(),
                users[i],
                fit.space().rarity()[i],
                fit.space().vectors().row(i));
          }
        });
  }

  private void users(Snapshot snapshot) {
    Profiles profiles = fit.profiles();
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("user_id"),
                Column.text("segment_id"),
                Column.text("subsegment_id"),
                Column.number("confidence"),
                Column.number("silhouette"),
                Column.integer("events"),
                Column.vector("membership"),
                Column.vector("sub_membership"),
                Column.vector("vector"),
                Column.number("map_x"),
                Column.number("map_y")));
    profiles.features().forEach(feature -> columns.add(Column.number(feature)));
    int[] starts = events.userStarts();
    int fixed = columns.size() - profiles.features().size();
    TableWriter.write(
        snapshot.users(),
        columns,
        table -> {
          for (int u = 0; u < events.users().size(); u++) {
            @Nullable Object[] row = new @Nullable Object[columns.size()];
            int segment = segmentation.segment()[u];
            row[0] = events.users().get(u);
            row[1] = segmentation.id(segment);
            row[2] = segmentation.subId(segmentation.subsegment()[u]);
            row[3] = segmentation.membership().get(u, segment);
            row[4] = segmentation.silhouette()[u];
            row[5] = starts[u + 1] - starts[u];
            row[6] = segmentation.membership().row(u);
            row[7] = segmentation.subMembership().row(u);
            row[8] = profiles.interest().row(u);
            row[9] = fit.map().get(u, 0);
            row[10] = fit.map().get(u, 1);
            for (int f = fixed; f < row.length; f++) {
              float value = profiles.behaviour().get(u, f - fixed);
              row[f] = Float.isNaN(value) ? null : value;
            }
            table.row(row);
          }
        });
  }

  private void segments(Snapshot snapshot) {
    TableWriter.write(
        snapshot.segments(),
        List.of(
            Column.text("segment_id"),
            Column.integer("level"),
            Column.text("parent_id"),
            Column.text("name"),
            Column.text("description"),
            new Column("phrases", Column.Type.TEXTS),
            Column.integer("size"),
            Column.number("share"),
            Column.text("quality"),
            Column.number("stability"),
            Column.text("lineage"),
            Column.vector("centroid"),
            Column.text("evidence")),
        table -> {
          for (int g = 0; g < segmentation.segments(); g++) {
            segment(table, segmentation.id(g), 1, null, g, segmentation.centroids().row(g));
          }
          for (int c = 0; c < segmentation.subsegments(); c++) {
            segment(
                table,
                segmentation.subId(c),
                2,
                segmentation.id(segmentation.parent()[c]),
                segmentation.segments() + c,
                segmentation.subCentroids().row(c));
          }
        });
  }

  private void segment(
      TableWriter table, String id, int level, @Nullable String parent, int at, float[] centroid) {
    Description description = fit.descriptions().get(at);
    Segmentation.Quality quality = segmentation.quality().get(at);
    table.row(
        id,
        level,
        parent,
        description.name(),
        description.text(),
        description.phrases().stream().map(Description.Phrase::text).toList(),
        quality.size(),
        (double) quality.size() / events.users().size(),
        Json.CELL.writeValueAsString(quality),
        at < segmentation.stability().size() ? segmentation.stability().get(at) : null,
        lineage(id),
        centroid,
        Json.CELL.writeValueAsString(description));
  }

  private @Nullable String lineage(String id) {
    return fit.manifest()
        .lineage()
        .flatMap(lineage -> lineage.of(id))
        .map(Json.CELL::writeValueAsString)
        .orElse(null);
  }

  private void interests(Snapshot snapshot) {
    TableWriter.write(
        snapshot.interests(),
        List.of(
            Column.text("user_id"),
            Column.integer("rank"),
            Column.text("item_id"),
            Column.number("weight")),
        table -> {
          for (int u = 0; u < events.users().size(); u++) {
            int rank = 1;
            for (Interest interest : fit.profiles().interests().get(u)) {
              table.row(
                  events.users().get(u),
                  rank++,
                  events.items().get(interest.item()).id(),
                  interest.weight());
            }
          }
        });
  }

  private void recommendations(Snapshot snapshot) {
    TableWriter.write(
        snapshot.recommendations(),
        List.of(
            Column.text("user_id"),
            Column.integer("rank"),
            Column.text("item_id"),
            Column.number("score"),
            Column.number("affinity"),
            Column.text("reasons")),
        table -> {
          for (int u = 0; u < fit.lists().size(); u++) {
            for (Recommendation recommendation : fit.lists().get(u)) {
              table.row(
                  events.users().get(u),
                  recommendation.rank(),
                  events.items().get(recommendation.item()).id(),
                  recommendation.score(),
                  recommendation.affinity(),
                  Json.CELL.writeValueAsString(
                      recommendation.reasons().stream()
                          .map(reason -> ReasonCell.of(reason, events.items()))
                          .toList()));
            }
          }
        });
  }
}
