package dev.coterie.domain;

import java.nio.file.Path;

/**
 * The layout of a snapshot: what lies where. All tables are Parquet; vectors are lists of floats.
 *
 * <pre>
 * manifest.json            see {@link Manifest}
 * items.parquet            item_id, title, description, categories[], tags[], language,
 *                          attributes (JSON), listed, users, rarity, vector[]
 * users.parquet            user_id, segment_id, subsegment_id, confidence, silhouette, events,
 *                          membership[], sub_membership[], vector[], map_x, map_y, one column a
 *                          behaviour feature
 * segments.parquet         segment_id, level, parent_id, name, description, phrases[], size, share,
 *                          quality, stability, lineage, centroid[], evidence (JSON)
 * interests.parquet        user_id, rank, item_id, weight
 * recommendations.parquet  user_id, rank, item_id, score, affinity, reasons (JSON)
 * rejects.parquet          source, line, raw, reason
 * models/                  what assign needs:
 *   events.parquet         user, item, text (numbers of rows of users, items and texts), kind, time,
 *                          value, quantity, price, basket
 *   texts.parquet          text, rarity, vector[]: queries and reviews
 *   text-maps.parquet      embedder, row, mean, explained, weights[]: from an embedder's vectors into
 *                          the item space
 *   models.json            everything small: kinds, scaling, decay, parents, ranking
 * NAME.edits.json          beside the snapshot NAME: what people changed, see {@link Edits}
 * NAME.erased.json         beside it: users who were erased since; every reader leaves them out
 * </pre>
 *
 * Format 1 is the first.
 *
 * @param folder the snapshot itself
 */
public record Snapshot(Path folder) {
  /** The format that this program writes; it reads this one and older ones. */
  public static final int FORMAT = 1;

  public Path manifest() {
    return folder.resolve("manifest.json");
  }

  public Path items() {
    return folder.resolve("items.parquet");
  }

  public Path users() {
    return folder.resolve("users.parquet");
  }

  public Path segments() {
    return folder.resolve("segments.parquet");
  }

  public Path interests() {
    return folder.resolve("interests.parquet");
  }

  public Path recommendations() {
    return folder.resolve("recommendations.parquet");
  }

  public Path rejects() {
    return folder.resolve("rejects.parquet");
  }

  /** What people changed, beside the snapshot. */
  public Path edits() {
    return beside(".edits.json");
  }

  /** Users who were erased since the fit, beside the snapshot. */
  public Path erased() {
    return beside(".erased.json");
  }

  private Path beside(String ending) {
    Path whole = folder.toAbsolutePath().normalize();
    return whole.resolveSibling(whole.getFileName() + ending);
  }

  public Path models() {
    return folder.resolve("models");
  }
}
