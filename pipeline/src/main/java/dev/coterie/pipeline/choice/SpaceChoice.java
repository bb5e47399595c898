package dev.coterie.pipeline.choice;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.domain.Choices.Choice;
import dev.coterie.domain.Choices.Trial;
import dev.coterie.domain.Chosen;
import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Note;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.NearestRows;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.profile.Factorisation;
import dev.coterie.pipeline.profile.ProfileOptions;
import dev.coterie.pipeline.profile.Profiling;
import dev.coterie.pipeline.segment.SegmentOptions;
import dev.coterie.pipeline.segment.Segmenting;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The factorisation, the half-life and a number of segments, chosen by how well trial segments
 * foresee what their users touch next in a held-out end of the training data.
 *
 * <p>Such figures are noisy, so a default stands unless another candidate is clearly better: PPMI,
 * and a half-life of a quarter of the time that the data spans, which is short enough to see an
 * interest that moved and long enough to know a user of few events.
 *
 * @param factorisation how behaviour makes the item space
 * @param decay of what users did
 * @param k the number of segments that foresees best, for data whose silhouette shows none
 * @param choices what was tried
 */
public record SpaceChoice(Factorisation factorisation, Decay decay, int k, List<Choice> choices) {
  private static final double[] SPAN_SHARES = {
    1 / 8.0, 1 / 6.0, 1 / 4.0, 1 / 2.0, 1, Double.POSITIVE_INFINITY
  };
  private static final int DEFAULT_SHARE = 2;
  private static final int TRIAL_SHARE = 3;
  private static final double[] RECENCIES = {3, 5, 7, 15, 30, 90, Double.POSITIVE_INFINITY};
  private static final int[] TRIAL_K = {5, 10, 20};
  private static final int DEFAULT_K = 1;

  /** Standard errors of the paired difference by which a candidate must beat the default. */
  private static final double CLEARLY = 3;

  /** Fewer users with something to foresee cannot tell candidates apart. */
  private static final int FEWEST_JUDGED = 50;

  /** Chooses what the options leave open. */
  public static SpaceChoice of(
      EventLog events,
      BitSet without,
      ProfileOptions options,
      SegmentOptions segments,
      long seed,
      Workers workers,
      Progress progress) {
    HeldOutEnd split = HeldOutEnd.of(events, seed);
    Foresight foresight = new Foresight(split);
    double[] halfLives = halfLives(events, options);
    Optional<Factorisation> ofFew = Profiling.ofFewEntities(split.known(), without);
    if (ofFew.isPresent()) {
      return untried(options, ofFew.get(), halfLives, Note.of("default-few-items"));
    }
    if (foresight.users() < FEWEST_JUDGED) {
      return untried(
          options,
          Factorisation.PPMI,
          halfLives,
          Note.of("default-few-judged", foresight.users(), FEWEST_JUDGED));
    }
    Decay recency = events.hasTimes() ? foresight.recency(RECENCIES, workers) : Decay.NONE;
    double[] weights = foresight.weights(recency);
    Trials trials =
        new Trials(split, foresight, weights, without, options, segments, seed, workers);
    List<Tried> tried = new ArrayList<>();
    List<Factorisation> candidates =
        options.factorisation().map(List::of).orElse(List.of(Factorisation.values()));
    for (int i = 0; i < candidates.size(); i++) {
      trials.of(candidates.get(i), halfLives).ifPresent(tried::add);
      progress.report("trial segments", i + 1, candidates.size());
    }
    if (tried.isEmpty()) {
      return untried(options, Factorisation.PPMI, halfLives, Note.of("default-none-known"));
    }
    Tried best = tried.getFirst();
    for (Tried other : tried.subList(1, tried.size())) {
      best = margin(other.whole(), best.whole()) > CLEARLY ? other : best;
    }
    return best.chosen(tried, options, Note.of("trial-segments", foresight.users()));
  }

  /**
   * What an earlier fit chose, so that segments do not change with a figure that is as good; empty
   * where it could try nothing.
   */
  public static Optional<SpaceChoice> takenOver(Chosen earlier, ProfileOptions options) {
    Optional<Factorisation> factorisation =
        Arrays.stream(Factorisation.values())
            .filter(each -> each.key().equals(earlier.method()))
            .findFirst();
    if (factorisation.isEmpty() || !earlier.tried()) {
      return Optional.empty();
    }
    Note criterion = Note.of("taken-over", earlier.fit());
    Decay decay = options.halfLifeDays().map(Decay::new).orElse(earlier.decay());
    Factorisation method = options.factorisation().orElse(factorisation.get());
    List<Choice> choices = new ArrayList<>();
    if (options.factorisation().isEmpty()) {
      choices.add(new Choice("profile.factorisation", method.key(), criterion, List.of()));
    }
    if (options.halfLifeDays().isEmpty()) {
      choices.add(
          new Choice("profile.half-life-days", days(decay.halfLifeDays()), criterion, List.of()));
    }
    choices.add(new Choice("segments.k", String.valueOf(earlier.segments()), criterion, List.of()));
    return Optional.of(new SpaceChoice(method, decay, earlier.segments(), List.copyOf(choices)));
  }

  /** What is taken without a trial, and why. */
  private static SpaceChoice untried(
      ProfileOptions options, Factorisation otherwise, double[] halfLives, Note criterion) {
    double halfLife = halfLives[Math.min(DEFAULT_SHARE, halfLives.length - 1)];
    List<Choice> choices = new ArrayList<>();
    if (options.factorisation().isEmpty()) {
      choices.add(new Choice("profile.factorisation", otherwise.key(), criterion, List.of()));
    }
    if (options.halfLifeDays().isEmpty()) {
      choices.add(new Choice("profile.half-life-days", days(halfLife), criterion, List.of()));
    }
    choices.add(new Choice("segments.k", String.valueOf(TRIAL_K[DEFAULT_K]), criterion, List.of()));
    return new SpaceChoice(
        options.factorisation().orElse(otherwise),
        new Decay(halfLife),
        TRIAL_K[DEFAULT_K],
        List.copyOf(choices));
  }

  /** Three digits, so that a short half-life does not read 0. */
  static String days(double halfLife) {
    return Double.isInfinite(halfLife)
        ? "none"
        : new BigDecimal(halfLife).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** Candidates in days; one where it is given or where there are no times. */
  private static double[] halfLives(EventLog events, ProfileOptions options) {
    if (options.halfLifeDays().isPresent()) {
      return new double[] {options.halfLifeDays().get()};
    }
    if (!events.hasTimes()) {
      return new double[] {Double.POSITIVE_INFINITY};
    }
    long[] times = events.time().clone();
    Arrays.sort(times);
    double first = times[(int) ((times.length - 1) * 0.01)];
    double last = times[(int) ((times.length - 1) * 0.99)];
    double span = Math.max(1, (last - first) / Duration.ofDays(1).toMillis());
    return Arrays.stream(SPAN_SHARES).map(share -> share * span).toArray();
  }

  /** The mean paired difference in standard errors. */
  private static double margin(double[] a, double[] b) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] - b[i];
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    double mean = sum / a.length;
    double variance = squares / a.length - mean * mean;
    return variance <= 0 ? 0 : mean / Math.sqrt(variance / a.length);
  }

  /**
   * One factorisation.
   *
   * @param ndcg of each judged user, by half-life and number of segments
   */
  private record Tried(Factorisation factorisation, double[] halfLives, double[][][] ndcg) {
    /** Each user's mean over all that was tried. */
    double[] whole() {
      double[] mean = new double[ndcg[0][0].length];
      for (double[][] ofHalfLife : ndcg) {
        for (double[] ofK : ofHalfLife) {
          for (int i = 0; i < mean.length; i++) {
            mean[i] += ofK[i] / (ndcg.length * ofHalfLife.length);
          }
        }
      }
      return mean;
    }

    int halfLife() {
      int chosen = Math.min(DEFAULT_SHARE, halfLives.length - 1);
      for (int i = 0; i < halfLives.length; i++) {
        if (margin(ndcg[i][DEFAULT_K], ndcg[chosen][DEFAULT_K]) > CLEARLY) {
          chosen = i;
        }
      }
      return chosen;
    }

    int k() {
      double[][] ofK = ndcg[halfLife()];
      int best = 0;
      for (int i = 1; i < TRIAL_K.length; i++) {
        best = Foresight.mean(ofK[i]) > Foresight.mean(ofK[best]) ? i : best;
      }
      return best;
    }

    SpaceChoice chosen(List<Tried> all, ProfileOptions options, Note criterion) {
      List<Choice> choices = new ArrayList<>();
      if (options.factorisation().isEmpty()) {
        choices.add(
            new Choice(
                "profile.factorisation",
                factorisation.key(),
                criterion,
                all.stream()
                    .map(t -> new Trial(t.factorisation.key(), Foresight.mean(t.whole())))
                    .toList()));
      }
      if (halfLives.length > 1) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < halfLives.length; i++) {
          trials.add(new Trial(days(halfLives[i]), Foresight.mean(ndcg[i][DEFAULT_K])));
        }
        choices.add(
            new Choice("profile.half-life-days", days(halfLives[halfLife()]), criterion, trials));
      } else if (options.halfLifeDays().isEmpty()) {
        choices.add(
            new Choice(
                "profile.half-life-days",
                days(halfLives[0]),
                Note.of("default-no-times"),
                List.of()));
      }
      List<Trial> trials = new ArrayList<>();
      for (int i = 0; i < TRIAL_K.length; i++) {
        trials.add(new Trial(String.valueOf(TRIAL_K[i]), Foresight.mean(ndcg[halfLife()][i])));
      }
      choices.add(new Choice("segments.k", String.valueOf(TRIAL_K[k()]), criterion, trials));
      return new SpaceChoice(
          factorisation, new Decay(halfLives[halfLife()]), TRIAL_K[k()], List.copyOf(choices));
    }
  }

  /**
   * What all trials share.
   *
   * @param weights of the known touches among best sellers
   */
  private record Trials(
      HeldOutEnd split,
      Foresight foresight,
      double[] weights,
      BitSet without,
      ProfileOptions options,
      SegmentOptions segments,
      long seed,
      Workers workers) {

    /**
     * Segments are found with one half-life; with the others users move among them. Empty where the
     * factorisation knows none of the users.
     */
    Optional<Tried> of(Factorisation factorisation, double[] halfLives) {
      EventLog known = split.known();
      ItemSpace space =
          Profiling.space(known, without, List.of(), factorisation, options, seed, workers);
      List<Matrix> points =
          workers.each(
              halfLives.length,
              true,
              (i, alone) ->
                  Profiling.interest(known, space, new Decay(halfLives[i]), split.now(), alone));
      double[][][] ndcg = new double[halfLives.length][TRIAL_K.length][];
      for (int j = 0; j < TRIAL_K.length; j++) {
        Matrix centres =
            Segmenting.centres(
                points.get(Math.min(TRIAL_SHARE, halfLives.length - 1)),
                without,
                segments,
                TRIAL_K[j],
                seed,
                workers);
        if (centres.rows() == 0) {
          return Optional.empty();
        }
        NearestRows nearest = CentreClustering.nearest(centres, Distance.COSINE, workers);
        List<double[]> judged =
            workers.each(
                halfLives.length,
                true,
                (i, alone) -> {
                  int[] group = new int[points.get(i).rows()];
                  nearest.find(points.get(i), alone, group, new float[group.length]);
                  return foresight.of(group, centres.rows(), weights, alone);
                });
        for (int i = 0; i < halfLives.length; i++) {
          ndcg[i][j] = judged.get(i);
        }
      }
      return Optional.of(new Tried(factorisation, halfLives, ndcg));
    }
  }
}
