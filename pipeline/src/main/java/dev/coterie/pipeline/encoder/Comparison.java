package dev.coterie.pipeline.encoder;

import dev.coterie.recommend.evaluation.Estimate;
import java.util.List;

/**
 * How encoders compare on one set of data.
 *
 * @param coldItems items that were held out of all learning, and placed by their text alone
 * @param users who touched any of them, and are judged
 * @param chance recall@10 of a list drawn by chance
 * @param encoders in the order in which they were asked for
 * @param recommended name of one of them
 * @param why one sentence
 */
public record Comparison(
    int coldItems,
    int users,
    double chance,
    List<Encoder> encoders,
    String recommended,
    String why) {
  public Comparison {
    encoders = List.copyOf(encoders);
  }

  /**
   * One encoder.
   *
   * @param dimension numbers a vector; the most where several models share the languages
   * @param textsPerSecond without a cache, on all threads
   * @param recall of held-out items among the first ten, mean over users, 0 to 1
   * @param auc chance that a held-out item that a user touched is above one that the user did not
   * @param stability adjusted Rand index of the segments among half of the users, at most 1
   * @param silhouette of the segments, −1 to 1
   */
  public record Encoder(
      String name,
      int dimension,
      double textsPerSecond,
      Estimate recall,
      Estimate auc,
      double stability,
      double silhouette) {}
}
