package dev.coterie.pipeline.assign;

import dev.coterie.domain.DataQuality;
import dev.coterie.domain.Drift;
import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where users belong.
 *
 * @param unknown users of whom nothing is known that the snapshot can compare
 * @param newItems items that the snapshot does not know
 * @param placedItems those of them that have a place by their text
 * @param quality of the events that were read
 * @param asFitted whether they were read in the way of the fit's; else their columns are others,
 *     and nothing that names columns was taken over: map, missing values, condition, layout, date
 *     format
 * @param drift how far they are from what the fit learned; empty where there are no times
 */
public record Assignment(
    List<String> users,
    List<String> segmentIds,
    List<String> subsegmentIds,
    Placement places,
    int unknown,
    int newItems,
    int placedItems,
    DataQuality quality,
    boolean asFitted,
    Optional<Drift> drift) {

  /**
   * Writes {@code user_id, segment_id, subsegment_id, confidence, membership, sub_membership}, as
   * in a snapshot's users.
   *
   * @param out a Parquet file, or CSV by its name
   */
  public void write(Path out) {
    Matrix membership = places.membership();
    WholeFile.write(
        out,
        file -> {
          TableWriter.write(
              file,
              List.of(
                  Column.text("user_id"),
                  Column.text("segment_id"),
                  Column.text("subsegment_id"),
                  Column.number("confidence"),
                  Column.vector("membership"),
                  Column.vector("sub_membership")),
              table -> {
                for (int u = 0; u < users.size(); u++) {
                  int segment = places.segment()[u];
                  table.row(
                      users.get(u),
                      segmentIds.get(segment),
                      subsegmentIds.get(places.subsegment()[u]),
                      membership.get(u, segment),
                      membership.row(u),
                      places.subMembership().row(u));
                }
              });
        });
  }
}
