package dev.coterie.pipeline;

import dev.coterie.pipeline.chat.ChatOptions;
import dev.coterie.pipeline.describe.DescribeOptions;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.plan.Effort;
import dev.coterie.pipeline.profile.ProfileOptions;
import dev.coterie.pipeline.recommend.RecommendOptions;
import dev.coterie.pipeline.segment.SegmentOptions;
import java.util.Optional;

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
    return new FitConfiguration(
        source,
        embedding,
        profile,
        segments.withK(k),
        describe,
        recommend,
        chat,
        from,
        anew,
        segmentsFile,
        seed);
  }

  /** The same, items that a user touched being recommended again. */
  public FitConfiguration withSeen() {
    RecommendOptions again = recommend.withSeen();
    return new FitConfiguration(
        source,
        embedding,
        profile,
        segments,
        describe,
        again,
        chat,
        from,
        anew,
        segmentsFile,
        seed);
  }

  /** The same of another source. */
  public FitConfiguration withSource(SourceConfiguration other) {
    return new FitConfiguration(
        other,
        embedding,
        profile,
        segments,
        describe,
        recommend,
        chat,
        from,
        anew,
        segmentsFile,
        seed);
  }

  /** The same with another seed. */
  public FitConfiguration withSeed(long other) {
    return new FitConfiguration(
        source,
        embedding,
        profile,
        segments,
        describe,
        recommend,
        chat,
        from,
        anew,
        segmentsFile,
        other);
  }

  /** The same as the successor of an earlier fit. */
  public FitConfiguration withFrom(String snapshot) {
    return new FitConfiguration(
        source,
        embedding,
        profile,
        segments,
        describe,
        recommend,
        chat,
        Optional.of(snapshot),
        anew,
        segmentsFile,
        seed);
  }

  /** The same with other profiles and segments. */
  public FitConfiguration with(ProfileOptions profiles, SegmentOptions segmented) {
    return new FitConfiguration(
        source,
        embedding,
        profiles,
        segmented,
        describe,
        recommend,
        chat,
        from,
        anew,
        segmentsFile,
        seed);
  }

  /** The same with segments that are given. */
  public FitConfiguration withSegmentsFile(String file) {
    return new FitConfiguration(
        source,
        embedding,
        profile,
        segments,
        describe,
        recommend,
        chat,
        from,
        anew,
        Optional.of(file),
        seed);
  }

  /** The same choosing everything again, whatever an earlier fit chose. */
  public FitConfiguration withAnew() {
    return new FitConfiguration(
        source,
        embedding,
        profile,
        segments,
        describe,
        recommend,
        chat,
        from,
        true,
        segmentsFile,
        seed);
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
