package dev.coterie.pipeline.choice;

import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.Distance;
import dev.coterie.domain.Choices.Choice;
import dev.coterie.domain.Choices.Trial;
import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.profile.Factorisation;
import dev.coterie.pipeline.profile.ProfileOptions;
import dev.coterie.pipeline.profile.Profiling;
import dev.coterie.pipeline.segment.SegmentOptions;
import dev.coterie.pipeline.segment.Segmenting;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The factorisation and the half-life that a fit uses: those whose segments foresee best what their
 * users touch next. Of half-lives that do so equally well the shortest is taken, since an interest
 * that moved should be seen where it is now.
 *
 * @param factorisation how behaviour makes the item space
 * @param decay of what users did
 * @param choices what was tried
 */
public record SpaceChoice(Factorisation factorisation, Decay decay, List<Choice> choices) {
  private static final double[] HALF_LIVES = {15, 30, 45, 90, 180, Double.POSITIVE_INFINITY};
  private static final double[] RECENCIES = {3, 5, 7, 15, 30, 90, Double.POSITIVE_INFINITY};

  /** Trial segments are found with profiles of this half-life, then users move among them. */
  private static final Decay TRIAL = new Decay(90);

  /** Fewer users with something to foresee cannot tell candidates apart. */
  private static final int FEWEST_JUDGED = 50;

  private static final String CRITERION =
      "NDCG@10 of the segments' recent best sellers, over %d users, on the last 15 %% of the training"
          + " events";

  /** Chooses what the options leave open. */
  public static SpaceChoice of(
      EventLog events,
      BitSet without,
      ProfileOptions options,
      SegmentOptions segments,
      long seed,
      Workers workers,
      Progress progress) {
    Decay given = options.halfLifeDays().map(Decay::new).orElse(Decay.NONE);
    boolean openDecay = options.halfLifeDays().isEmpty() && events.hasTimes();
    if (options.factorisation().isPresent() && !openDecay) {
      return new SpaceChoice(options.factorisation().get(), given, List.of());
    }
    HeldOutEnd split = HeldOutEnd.of(events, seed);
    Foresight foresight = new Foresight(split);
    if (foresight.users() < FEWEST_JUDGED) {
      return new SpaceChoice(
          options.factorisation().orElse(Factorisation.PPMI),
          given,
          List.of());
    }
    Decay recency =
        events.hasTimes() ? foresight.recency(RECENCIES, workers) : Decay.NONE;
    List<Tried> tried = new ArrayList<>();
    for (Factorisation candidate :
        options.factorisation().map(List::of).orElse(List.of(Factorisation.values()))) {
      double[] halfLives = openDecay ? HALF_LIVES : new double[] {given.halfLifeDays()};
      tried.add(
          trial(candidate, halfLives, split, foresight, recency, without, options, segments, seed, workers));
      progress.report("trial segments", tried.size(), Factorisation.values().length);
    }
    return chosen(tried, foresight.users(), openDecay, options.factorisation().isEmpty());
  }

  /** One factorisation with each half-life: NDCG@10 a user. */
  private record Tried(Factorisation factorisation, double[] halfLives, double[][] ndcg) {
    /** The shortest half-life that is no worse than the best by more than a standard error. */
    int best() {
      int highest = 0;
      for (int i = 1; i < halfLives.length; i++) {
        highest = mean(i) > mean(highest) ? i : highest;
      }
      int shortest = 0;
      while (shortest < highest && better(ndcg[highest], ndcg[shortest])) {
        shortest++;
      }
      return shortest;
    }

    double mean(int i) {
      return Foresight.mean(ndcg[i]);
    }
  }

  private static Tried trial(
      Factorisation factorisation,
      double[] halfLives,
      HeldOutEnd split,
      Foresight foresight,
      Decay recency,
      BitSet without,
      ProfileOptions options,
      SegmentOptions segments,
      long seed,
      Workers workers) {
    EventLog known = split.known();
    ItemSpace space =
        Profiling.space(known, without, List.of(), factorisation, options, seed, workers);
    Matrix centres =
        Segmenting.centres(
            Profiling.interest(known, space, TRIAL, split.now(), workers),
            without,
            segments.forTrials(),
            seed,
            workers);
    double[][] ndcg = new double[halfLives.length][];
    for (int i = 0; i < halfLives.length; i++) {
      Matrix points =
          Profiling.interest(known, space, new Decay(halfLives[i]), split.now(), workers);
      int[] group = new int[points.rows()];
      Clustering.nearest(centres, Distance.COSINE, workers)
          .find(points, workers, group, new float[group.length]);
      ndcg[i] = foresight.of(group, centres.rows(), recency, workers);
    }
    return new Tried(factorisation, halfLives, ndcg);
  }

  /** PPMI unless another is better by more than the standard error of the difference. */
  private static SpaceChoice chosen(
      List<Tried> tried, int users, boolean openDecay, boolean openFactorisation) {
    Tried best = tried.getFirst();
    for (Tried other : tried.subList(1, tried.size())) {
      if (better(other.ndcg()[other.best()], best.ndcg()[best.best()])) {
        best = other;
      }
    }
    String criterion = String.format(Locale.ROOT, CRITERION, users);
    List<Choice> choices = new ArrayList<>();
    if (openFactorisation) {
      choices.add(
          new Choice(
              "profile.factorisation",
              best.factorisation().key(),
              criterion,
              tried.stream()
                  .map(t -> new Trial(t.factorisation().key(), t.mean(t.best())))
                  .toList()));
    }
    double halfLife = best.halfLives()[best.best()];
    if (openDecay) {
      List<Trial> trials = new ArrayList<>();
      for (int i = 0; i < best.halfLives().length; i++) {
        trials.add(new Trial(days(best.halfLives()[i]), best.mean(i)));
      }
      choices.add(new Choice("profile.half-life-days", days(halfLife), criterion, trials));
    }
    return new SpaceChoice(best.factorisation(), new Decay(halfLife), List.copyOf(choices));
  }

  private static boolean better(double[] a, double[] b) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference;
      squares += difference * difference;
    }
    double mean = sum / a.length;
    double variance = Math.max(0, squares / a.length - mean * mean);
    return mean > Math.sqrt(variance / a.length);
  }

  private static String days(double halfLife) {
    return Double.isInfinite(halfLife) ? "none" : String.valueOf((int) halfLife);
  }
}
