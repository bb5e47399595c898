package dev.coterie.pipeline.lineage;

import dev.coterie.domain.Edits;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Lineage;
import dev.coterie.domain.Segmentation;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.Tables.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The segments of one fit, and who is in them.
 *
 * @param fit its id
 * @param segments of the first level
 * @param subsegments of the second
 * @param parent segment of each subsegment
 * @param items vectors of the items in the space of the centres, by item id
 * @param highest see {@link Lineage#highest()}
 */
public record Generation(
    String fit,
    Level segments,
    Level subsegments,
    int[] parent,
    Map<String, float[]> items,
    SequencedMap<String, Integer> highest) {

  /**
   * The segments of one level.
   *
   * @param ids in the order of the centres
   * @param ofUser place of each user's segment, by user id
   */
  record Level(List<String> ids, Matrix centres, Map<String, Integer> ofUser) {
    int size() {
      return ids.size();
    }

    Level withIds(List<String> others) {
      return new Level(others, centres, ofUser);
    }

    private static Level of(List<String> ids, Matrix centres, Answer users, String column) {
      Map<String, Integer> place = new HashMap<>();
      for (int i = 0; i < ids.size(); i++) {
        place.put(ids.get(i), i);
      }
      Map<String, Integer> ofUser = new HashMap<>();
      for (int row = 0; row < users.rows().size(); row++) {
        Integer of = place.get(String.valueOf(users.cell(row, column)));
        if (of != null) {
          ofUser.put(String.valueOf(users.cell(row, "user_id")), of);
        }
      }
      return new Level(ids, centres, ofUser);
    }

    private static Level of(List<String> ids, Matrix centres, List<String> users, int[] of) {
      Map<String, Integer> ofUser = new HashMap<>();
      for (int u = 0; u < of.length; u++) {
        ofUser.put(users.get(u), of[u]);
      }
      return new Level(ids, centres, ofUser);
    }
  }

  /** Those of a snapshot as they were fitted: edits are made again of the next fit. */
  public static Generation asFitted(SnapshotReader edited) {
    Generation fitted = of(edited.with(Edits.none(edited.manifest().id())));
    SequencedMap<String, Integer> highest = new TreeMap<>(fitted.highest);
    List<String> made = edited.edits().madeIds();
    highest(
            made.stream().filter(Generation::isFound).toList(),
            made.stream().filter(id -> !isFound(id)).toList())
        .forEach((parent, number) -> highest.merge(parent, number, Math::max));
    return new Generation(
        fitted.fit, fitted.segments, fitted.subsegments, fitted.parent, fitted.items, highest);
  }

  /** Those of a snapshot as people see it. */
  public static Generation of(SnapshotReader snapshot) {
    List<SegmentRow> rows = snapshot.segments();
    List<SegmentRow> first = rows.stream().filter(row -> row.level() == 1).toList();
    List<SegmentRow> second = rows.stream().filter(row -> row.level() == 2).toList();
    List<String> ids = first.stream().map(SegmentRow::id).toList();
    List<String> subIds = second.stream().map(SegmentRow::id).toList();
    Answer users = snapshot.places();
    Map<String, float[]> items = new HashMap<>();
    snapshot.learned().items().forEach((id, entity) -> items.put(id, entity.vector()));
    SequencedMap<String, Integer> highest =
        snapshot.manifest().lineage().map(Lineage::highest).orElseGet(() -> highest(ids, subIds));
    return new Generation(
        snapshot.manifest().id(),
        Level.of(ids, centres(first), users, "segment_id"),
        Level.of(subIds, centres(second), users, "subsegment_id"),
        second.stream().mapToInt(row -> ids.indexOf(row.parent().orElse(""))).toArray(),
        items,
        highest);
  }

  private static Matrix centres(List<SegmentRow> rows) {
    return Matrix.ofRows(rows.stream().map(SegmentRow::centroid).toArray(float[][]::new));
  }

  /** Those of a fit under way, under ids that may still change. */
  public static Generation of(EventLog events, ItemSpace space, Segmentation segmentation) {
    return new Generation(
        "",
        Level.of(
            segmentation.segmentIds(),
            segmentation.centroids(),
            events.users(),
            segmentation.segment()),
        Level.of(
            segmentation.subsegmentIds(),
            segmentation.subCentroids(),
            events.users(),
            segmentation.subsegment()),
        segmentation.parent(),
        vectors(events, space),
        highest(segmentation.segmentIds(), segmentation.subsegmentIds()));
  }

  /** The same under other ids, those of the segments first. */
  Generation withIds(List<String> ids) {
    List<String> first = ids.subList(0, segments.size());
    List<String> second = ids.subList(segments.size(), ids.size());
    return new Generation(
        fit,
        segments.withIds(first),
        subsegments.withIds(second),
        parent,
        items,
        highest(first, second));
  }

  /**
   * The centres of the segments that were found in another item space; empty where the two have too
   * little in common.
   */
  public Optional<Matrix> centresIn(EventLog events, ItemSpace space) {
    int[] found =
        IntStream.range(0, segments.size()).filter(i -> isFound(segments.ids().get(i))).toArray();
    return found.length == 0
        ? Optional.empty()
        : SpaceTurn.of(segments.centres().select(found), items, vectors(events, space));
  }

  /** Whether an id is one that fits give, rather than a team. */
  static boolean isFound(String id) {
    return id.matches("s\\d{1,9}");
  }

  private static Map<String, float[]> vectors(EventLog events, ItemSpace space) {
    Map<String, float[]> items = new HashMap<>();
    for (int i = 0; i < events.items().size(); i++) {
      items.put(events.items().get(i).id(), space.vectors().row(i));
    }
    return items;
  }

  private static SequencedMap<String, Integer> highest(
      List<String> segments, List<String> subsegments) {
    SequencedMap<String, Integer> highest = new TreeMap<>();
    for (String id : segments) {
      highest.merge("", numberIn(id), Math::max);
    }
    for (String id : subsegments) {
      int dot = id.lastIndexOf('.');
      highest.merge(id.substring(0, dot), Integer.parseInt(id.substring(dot + 1)), Math::max);
    }
    return highest;
  }

  /** Ids that a person gave have no number. */
  private static int numberIn(String id) {
    return isFound(id) ? Integer.parseInt(id.substring(1)) : 0;
  }
}
