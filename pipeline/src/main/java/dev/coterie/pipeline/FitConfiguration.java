package dev.coterie.pipeline;

import dev.coterie.pipeline.chat.ChatOptions;
import dev.coterie.pipeline.describe.DescribeOptions;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.plan.Effort;
import dev.coterie.pipeline.profile.ProfileOptions;
import dev.coterie.pipeline.recommend.RecommendOptions;
import dev.coterie.pipeline.segment.SegmentOptions;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All settings of a fit.
 *
 * @param source where the data is
 * @param embedding which models read its text
 * @param profile how users are profiled
 * @param segments how segments are found
 * @param describe how much is said of them
 * @param recommend how lists are made
 * @param chat which chat model writes names, if any
 * @param from the snapshot of an earlier fit whose segments are followed, so that their ids stay
 * @param anew whether what such a fit chose is chosen again rather than taken over
 * @param segmentsFile segments that the team has already, see {@link
 *     dev.coterie.pipeline.given.GivenFile}
 * @param seed of every random choice
 */
public record FitConfiguration(
    SourceConfiguration source,
    EmbeddingOptions embedding,
    ProfileOptions profile,
    SegmentOptions segments,
    DescribeOptions describe,
    RecommendOptions recommend,
    ChatOptions chat,
    Optional<String> from,
    boolean anew,
    Optional<String> segmentsFile,
    long seed) {

  /** The same with a given number of segments. */
  public FitConfiguration withK(int k) {
    return changed(draft -> draft.segments = segments.withK(k));
  }

  /** The same, items that a user touched being recommended again. */
  public FitConfiguration withSeen() {
    return changed(draft -> draft.recommend = recommend.withSeen());
  }

  /** The same of another source. */
  public FitConfiguration withSource(SourceConfiguration other) {
    return changed(draft -> draft.source = other);
  }

  /** The same with another seed. */
  public FitConfiguration withSeed(long other) {
    return changed(draft -> draft.seed = other);
  }

  /** The same as the successor of an earlier fit. */
  public FitConfiguration withFrom(String snapshot) {
    return changed(draft -> draft.from = Optional.of(snapshot));
  }

  /** The same with other profiles and segments. */
  public FitConfiguration with(ProfileOptions profiles, SegmentOptions segmented) {
    return changed(
        draft -> {
          draft.profile = profiles;
          draft.segments = segmented;
        });
  }

  /** The same with segments that are given. */
  public FitConfiguration withSegmentsFile(String file) {
    return changed(draft -> draft.segmentsFile = Optional.of(file));
  }

  /** The same choosing everything again, whatever an earlier fit chose. */
  public FitConfiguration withAnew() {
    return changed(draft -> draft.anew = true);
  }

  private FitConfiguration changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.whole();
  }

  /** The settings that a copy may have otherwise. */
  private static final class Draft {
    private final FitConfiguration before;
    private SourceConfiguration source;
    private ProfileOptions profile;
    private SegmentOptions segments;
    private RecommendOptions recommend;
    private Optional<String> from;
    private boolean anew;
    private Optional<String> segmentsFile;
    private long seed;

    Draft(FitConfiguration before) {
      this.before = before;
      this.source = before.source;
      this.profile = before.profile;
      this.segments = before.segments;
      this.recommend = before.recommend;
      this.from = before.from;
      this.anew = before.anew;
      this.segmentsFile = before.segmentsFile;
      this.seed = before.seed;
    }

    FitConfiguration whole() {
      return new FitConfiguration(
          source,
          before.embedding,
          profile,
          segments,
          before.describe,
          recommend,
          before.chat,
          from,
          anew,
          segmentsFile,
          seed);
    }
  }

  /** What of it changes the cost of a fit. */
  public Effort effort() {
    return new Effort(embedding, profile, segments, recommend);
  }

  public static FitConfiguration defaults() {
    return new FitConfiguration(
        SourceConfiguration.defaults(),
        EmbeddingOptions.DEFAULT,
        ProfileOptions.defaults(),
        SegmentOptions.defaults(),
        DescribeOptions.defaults(),
        RecommendOptions.defaults(),
        ChatOptions.defaults(),
        Optional.empty(),
        false,
        Optional.empty(),
        42);
  }
}
