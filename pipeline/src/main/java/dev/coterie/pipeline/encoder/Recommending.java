package dev.coterie.pipeline.encoder;

import dev.coterie.pipeline.encoder.Comparison.Encoder;
import dev.coterie.recommend.evaluation.Estimate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which encoder to take: the one of the highest recall, or the quickest of those that the same
 * users do not tell from it.
 */
final class Recommending {
  private Recommending() {}

  static int best(List<double[]> recalls, List<Encoder> encoders) {
    int highest = highest(encoders);
    return IntStream.range(0, encoders.size())
        .filter(e -> !isBehind(recalls.get(highest), recalls.get(e)))
        .boxed()
        .max(
            Comparator.<Integer>comparingDouble(e -> encoders.get(e).textsPerSecond())
                .thenComparing(Comparator.reverseOrder()))
        .orElse(highest);
  }

  private static int highest(List<Encoder> encoders) {
    return IntStream.range(0, encoders.size())
        .boxed()
        .max(
            Comparator.<Integer>comparingDouble(e -> encoders.get(e).recall().mean())
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }

  private static boolean isBehind(double[] highest, double[] other) {
    return Estimate.ofDifference(highest, other).low() > 0;
  }

  static String why(int best, List<double[]> recalls, List<Encoder> encoders) {
    int highest = highest(encoders);
    if (best == highest) {
      return "%s finds the most of what was held out.".formatted(encoders.get(best).name());
    }
    Estimate difference = Estimate.ofDifference(recalls.get(highest), recalls.get(best));
    return "%s is the quickest of those that find about as much as %s does (%.4f less, interval %.4f to %.4f)."
        .formatted(
            encoders.get(best).name(),
            encoders.get(highest).name(),
            difference.mean(),
            difference.low(),
            difference.high());
  }
}
