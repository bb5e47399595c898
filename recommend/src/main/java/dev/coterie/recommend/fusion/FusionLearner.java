package dev.coterie.recommend.fusion;

import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.fusion.Fusion.Method;
import dev.coterie.recommend.ranking.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Learns how to join models from users of whom a later part is held out.
 *
 * <p>Weights: starting from the best model alone, one weight after the other is moved over a coarse
 * grid while NDCG@10 rises; a move counts only if it rises by more than half the standard error of
 * the paired difference, so that a small held-out part teaches little rather than wrongly. Only the
 * first {@value Pools#DEPTH} candidates of each model are looked at.
 *
 * <p>Chances: the joined score of every candidate of the held-out users, those included who went
 * for nothing new, against what they went for, made rising by {@link Isotonic}.
 */
public final class FusionLearner {
  /**
   * The settings.
   *
   * @param mostUsers held-out users looked at, drawn by chance where there are more
   * @param fewestUsers who must have gone for something new, else reciprocal ranks are taken
   */
  public record Options(int mostUsers, int fewestUsers) {
    public static final Options DEFAULT = new Options(2_000, 40);

    public Options {
      if (mostUsers < 1) {
        throw new IllegalArgumentException("mostUsers must be at least 1, not " + mostUsers);
      }
      if (fewestUsers < 2) {
        throw new IllegalArgumentException("fewestUsers must be at least 2, not " + fewestUsers);
      }
    }
  }

  private static final double[] GRID = {0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.4, 2};
  private static final int ROUNDS = 3;
  private static final double LEAST_GAIN = 0.5;

  private final Options options;

  public FusionLearner(Options options) {
    this.options = options;
  }

  /**
   * Models fitted to what was known at a cut, and what came after it.
   *
   * @param members in the order of the weights
   * @param users all users with a history at the cut
   * @param eligible the items that may be in a list
   */
  public record Fold(List<Model> members, List<HeldOutUser> users, Rules eligible) {
    public Fold {
      members = List.copyOf(members);
      users = List.copyOf(users);
    }

    List<HeldOutUser> telling() {
      return users.stream().filter(user -> user.relevant().length > 0).toList();
    }
  }

  /**
   * Learns weights and chances.
   *
   * @param folds at least one; chances are learned on the first, weights on all
   * @param seed of the draw of users
   */
  public Fusion learn(List<Fold> folds, Workers workers, long seed) {
    Fold first = folds.getFirst();
    Method method =
        first.telling().size() < options.fewestUsers() ? Method.RECIPROCAL_RANKS : Method.WEIGHTED;
    Pools pools =
        Pools.joined(
            folds.stream()
                .map(
                    fold ->
                        Pools.of(
                            fold.members(),
                            sample(fold.telling(), seed),
                            fold.eligible(),
                            method,
                            workers))
                .toList());
    double[] alone = new double[first.members().size()];
    for (int m = 0; m < alone.length; m++) {
      alone[m] = mean(pools.ndcg(only(m, alone.length), workers));
    }
    double[] weights = new double[alone.length];
    Arrays.fill(weights, 1);
    if (method == Method.WEIGHTED) {
      weights = search(pools, alone, workers);
    }
    double ndcg = mean(pools.ndcg(weights, workers));
    Fusion raw = new Fusion(method, weights, alone, ndcg, pools.users(), Isotonic.level(0));
    Isotonic chance =
        Chances.of(
            raw.of(first.members()),
            sample(first.users(), seed),
            first.eligible(),
            largest(raw),
            workers);
    return new Fusion(method, weights, alone, ndcg, pools.users(), chance);
  }

  /** The highest score that a joined item can have. */
  private static double largest(Fusion fusion) {
    double sum = Arrays.stream(fusion.weights()).sum();
    return switch (fusion.method()) {
      case WEIGHTED -> sum;
      case RECIPROCAL_RANKS -> sum / 61;
    };
  }

  private static double[] search(Pools pools, double[] alone, Workers workers) {
    int best = 0;
    for (int m = 1; m < alone.length; m++) {
      best = alone[m] > alone[best] ? m : best;
    }
    double[] weights = only(best, alone.length);
    double[] figures = pools.ndcg(weights, workers);
    for (int round = 0; round < ROUNDS; round++) {
      boolean moved = false;
      for (int m = 0; m < weights.length; m++) {
        double kept = weights[m];
        for (double weight : GRID) {
          double[] tried = weights.clone();
          tried[m] = weight;
          if (weight == weights[m] || Arrays.stream(tried).sum() == 0) {
            continue;
          }
          double[] triedFigures = pools.ndcg(tried, workers);
          if (isBetter(triedFigures, figures)) {
            weights = tried;
            figures = triedFigures;
          }
        }
        moved |= kept != weights[m];
      }
      if (!moved) {
        break;
      }
    }
    return weights;
  }

  private static boolean isBetter(double[] tried, double[] kept) {
    double[] gain = new double[tried.length];
    for (int u = 0; u < gain.length; u++) {
      gain[u] = tried[u] - kept[u];
    }
    double mean = mean(gain);
    double squares = 0;
    for (double g : gain) {
      squares += (g - mean) * (g - mean);
    }
    double error = Math.sqrt(squares / (gain.length - 1) / gain.length);
    return mean > 0 && mean > LEAST_GAIN * error;
  }

  private static double[] only(int member, int members) {
    double[] weights = new double[members];
    weights[member] = 1;
    return weights;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  /** So many of the users as are looked at, in their order. */
  private List<HeldOutUser> sample(List<HeldOutUser> users, long seed) {
    int most = options.mostUsers();
    if (users.size() <= most) {
      return users;
    }
    SplittableRandom random = Seeds.stream(seed, "held-out users");
    int[] drawn = new int[users.size()];
    for (int u = 0; u < drawn.length; u++) {
      drawn[u] = u;
    }
    for (int u = 0; u < most; u++) {
      int other = random.nextInt(u, drawn.length);
      int kept = drawn[u];
      drawn[u] = drawn[other];
      drawn[other] = kept;
    }
    int[] chosen = Arrays.copyOf(drawn, most);
    Arrays.sort(chosen);
    return Arrays.stream(chosen).mapToObj(users::get).toList();
  }
}
