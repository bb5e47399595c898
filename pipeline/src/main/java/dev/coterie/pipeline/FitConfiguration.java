package dev.coterie.pipeline;

import dev.coterie.pipeline.chat.ChatOptions;
import dev.coterie.pipeline.describe.DescribeOptions;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.plan.Effort;
import dev.coterie.pipeline.profile.ProfileOptions;
import dev.coterie.pipeline.recommend.RecommendOptions;
import dev.coterie.pipeline.segment.SegmentOptions;

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
    long seed) {

  /** The same with a given number of segments. */
  public FitConfiguration withK(int k) {
    return new FitConfiguration(
        source, embedding, profile, segments.withK(k), describe, recommend, chat, seed);
  }

  /** The same of another source. */
  public FitConfiguration withSource(SourceConfiguration other) {
    return new FitConfiguration(
        other, embedding, profile, segments, describe, recommend, chat, seed);
  }

  /** The same with another seed. */
  public FitConfiguration withSeed(long other) {
    return new FitConfiguration(
        source, embedding, profile, segments, describe, recommend, chat, other);
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
        42);
  }
}
