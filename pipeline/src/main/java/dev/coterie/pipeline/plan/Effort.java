package dev.coterie.pipeline.plan;

import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.profile.ProfileOptions;
import dev.coterie.pipeline.recommend.RecommendOptions;
import dev.coterie.pipeline.segment.SegmentOptions;

/** The settings of a fit that change what it costs. */
public record Effort(
    EmbeddingOptions embedding,
    ProfileOptions profile,
    SegmentOptions segments,
    RecommendOptions recommend) {
  private static final int SUBSEGMENTS_A_SEGMENT = 5;

  /** Half-lives, and starts of K-means, that the factors of the costs were measured with. */
  private static final double HALF_LIVES = 6;

  private static final double STARTS = 5;
  private static final double MOST_K = 30;

  /** The part of that work that finds subsegments, whose number is small in any case. */
  private static final double SUBSEGMENTS = 0.2;

  public static Effort usual() {
    return new Effort(
        EmbeddingOptions.DEFAULT,
        ProfileOptions.defaults(),
        SegmentOptions.defaults(),
        RecommendOptions.defaults());
  }

  /** Numbers that stand for a user in all memberships, at most. */
  double memberships() {
    return (1 + SUBSEGMENTS_A_SEGMENT) * segments.k().orElse(segments.mostK());
  }

  /** The work of the trials beside the usual; something is left where everything is given. */
  double trials() {
    double factorisations = profile.factorisation().isPresent() ? 0.5 : 1;
    double halfLives = profile.halfLifeDays().isPresent() ? 1 / HALF_LIVES : 1;
    return factorisations * (0.4 + 0.6 * halfLives);
  }

  /** The work of finding segments beside the usual: the centres of every K-means that is run. */
  double clustering() {
    double centres = segments.k().isPresent() ? segments.k().get() : centres(segments.mostK());
    return SUBSEGMENTS + (1 - SUBSEGMENTS) * centres / centres(MOST_K) * segments.starts() / STARTS;
  }

  private static double centres(double most) {
    return most * most / 2;
  }

  /** Whether a model in this process reads texts of a language. */
  boolean isRead(String language) {
    String model = embedding.model(language);
    return !model.equals(EmbeddingOptions.TFIDF) && !isRemote(model);
  }

  /** Whether texts of a language are sent to a server. */
  boolean isSent(String language) {
    return isRemote(embedding.model(language));
  }

  private static boolean isRemote(String model) {
    return model.startsWith("http://") || model.startsWith("https://");
  }
}
