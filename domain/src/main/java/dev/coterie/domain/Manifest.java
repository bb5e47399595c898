package dev.coterie.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Where a snapshot comes from: enough to make it again and to judge it.
 *
 * @param format see {@link Snapshot#FORMAT}
 * @param id of this fit
 * @param created when
 * @param seed of every random choice
 * @param configuration all of it, defaults included
 * @param versions of the program, the JVM, the CPU, libraries and models
 * @param fingerprint of the clean data
 * @param data the data quality report
 * @param counts users, items, events, segments, subsegments, texts embedded, texts cached …
 * @param segmentation figures of the segments together, with the k curve and the verdict
 * @param itemSpace how items came to be compared: method, text maps, how well languages are aligned
 * @param choices what was chosen inside the training data
 * @param fusion what the ranking learned: weights by recommender, held-out NDCG@10 by recommender
 * @param lineage what became of the segments of an earlier fit; empty where there was none
 * @param timings seconds by stage, in order
 * @param peakMemoryMib resident memory at its highest
 * @param plan what was predicted before the work, by stage
 */
public record Manifest(
    int format,
    String id,
    Instant created,
    long seed,
    SequencedMap<String, Object> configuration,
    SequencedMap<String, String> versions,
    String fingerprint,
    DataQuality data,
    SequencedMap<String, Long> counts,
    SegmentFigures segmentation,
    SpaceFigures itemSpace,
    Choices choices,
    Fusion fusion,
    Optional<Lineage> lineage,
    SequencedMap<String, Double> timings,
    double peakMemoryMib,
    Plan plan) {

  /** The same with one more stage. */
  public Manifest withTiming(String stage, double seconds) {
    SequencedMap<String, Double> longer = new LinkedHashMap<>(timings);
    longer.put(stage, seconds);
    return new Manifest(
        format,
        id,
        created,
        seed,
        configuration,
        versions,
        fingerprint,
        data,
        counts,
        segmentation,
        itemSpace,
        choices,
        fusion,
        lineage,
        longer,
        peakMemoryMib,
        plan);
  }

  /** {@link Segmentation} without its users. */
  public record SegmentFigures(
      int segments,
      int subsegments,
      Segmentation.Overall overall,
      List<Segmentation.KPoint> curve,
      Segmentation.Verdict verdict) {}

  /**
   * {@link ItemSpace} without its vectors.
   *
   * @param blocks what each encoder, and each kind of vectors that items bring, adds for new items;
   *     none in snapshots that do not tell it
   */
  public record SpaceFigures(
      String method,
      int dimension,
      Map<String, Double> textExplained,
      List<Alignment> alignment,
      List<ItemSpace.BlockFigures> blocks) {
    public SpaceFigures {
      blocks = List.copyOf(blocks);
    }
  }

  /** How well one language stands on the pivot: cosine of held-out bilingual users' halves. */
  public record Alignment(
      String language, String pivot, int users, double before, double after, boolean applied) {}

  /**
   * What the ranking learned.
   *
   * @param weights by recommender
   * @param validation NDCG@10 by recommender on the validation part
   */
  public record Fusion(
      SequencedMap<String, Double> weights, SequencedMap<String, Double> validation) {}
}
