package dev.coterie.recommend.fusion;

import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.fusion.Fusion.Method;
import dev.coterie.recommend.ranking.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Learns how to join models from users of whom a later part is held out.
 *
 * <p>Weights: those of all on a coarse grid that sum to 1 whose NDCG@10 is the highest, as a mean
 * over the users of all folds. The grid holds every model alone, so the joined ranking is nowhere
 * worse on the held-out users than the best of its members; a finer search fits those users rather
 * than the data. Only the first {@value Pools#DEPTH} candidates of each model are looked at.
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

  /** Weights are multiples of one over this. */
  private static final int STEPS = 4;

  private final Options options;

  public FusionLearner(Options options) {
    this.options = options;
  }

  /**
   * Models fitted to what was known at a cut, and what came after it.
   *
   * @param members in the order of the weights; fitted when asked for, once, and not kept, as they
   *     may be large
   * @param users all users with a history at the cut
   * @param eligible the items that may be in a list
   */
  public record Fold(Supplier<List<Model>> members, List<HeldOutUser> users, Rules eligible) {
    public Fold {
      users = List.copyOf(users);
    }

    List<HeldOutUser> telling() {
      return users.stream().filter(user -> user.relevant().length > 0).toList();
    }
  }

  /**
   * What was learned.
   *
   * @param without the same by the weights that are best where some members have none; its scores
   *     have no chances
   */
  public record Learnt(Fusion whole, Fusion without) {}

  /**
   * Learns weights and chances.
   *
   * @param folds at least one; chances are learned on the first, weights on all
   * @param apart members that one of the two fusions leaves out; not all
   * @param seed of the draw of users
   */
  public Learnt learn(List<Fold> folds, BitSet apart, Workers workers, long seed) {
    Fold first = folds.getFirst();
    Method method =
        first.telling().size() < options.fewestUsers() ? Method.RECIPROCAL_RANKS : Method.WEIGHTED;
    List<Pools> pooled = new ArrayList<>();
    for (Fold fold : folds.subList(1, folds.size())) {
      pooled.add(pools(fold, fold.members().get(), method, workers, seed));
    }
    List<Model> members = first.members().get();
    pooled.add(pools(first, members, method, workers, seed));
    Pools pools = Pools.joined(pooled);
    double[] alone = new double[members.size()];
    for (int m = 0; m < alone.length; m++) {
      alone[m] = mean(pools.ndcg(only(m, alone.length), workers));
    }
    List<double[]> candidates =
        method == Method.WEIGHTED ? grid(alone.length) : equal(apart, alone);
    double[] ndcg = new double[candidates.size()];
    Arrays.setAll(ndcg, c -> mean(pools.ndcg(candidates.get(c), workers)));
    Fusion raw = best(method, candidates, new BitSet(), ndcg, alone, pools.users());
    Isotonic chance =
        Chances.of(
            raw.of(members), sample(first.users(), seed), first.eligible(), largest(raw), workers);
    return new Learnt(
        new Fusion(method, raw.weights(), alone, raw.ndcg(), raw.users(), chance),
        best(method, candidates, apart, ndcg, alone, pools.users()));
  }

  /** All members at the same weight, and all but those apart. */
  private static List<double[]> equal(BitSet apart, double[] alone) {
    double[] all = new double[alone.length];
    double[] rest = new double[alone.length];
    Arrays.fill(all, 1);
    Arrays.setAll(rest, m -> apart.get(m) ? 0 : 1);
    return apart.isEmpty() ? List.of(all) : List.of(all, rest);
  }

  /** The best of the candidates without some members, of equally good ones the first. */
  private static Fusion best(
      Method method,
      List<double[]> candidates,
      BitSet without,
      double[] ndcg,
      double[] alone,
      int users) {
    int best = -1;
    for (int c = 0; c < ndcg.length; c++) {
      double[] weights = candidates.get(c);
      boolean allowed = without.stream().allMatch(m -> weights[m] == 0);
      boolean better = best < 0 || (method == Method.WEIGHTED && ndcg[c] > ndcg[best]);
      best = allowed && better ? c : best;
    }
    return new Fusion(method, candidates.get(best), alone, ndcg[best], users, Isotonic.level(0));
  }

  private Pools pools(Fold fold, List<Model> members, Method method, Workers workers, long seed) {
    return Pools.of(members, sample(fold.telling(), seed), fold.eligible(), method, workers);
  }

  /** The highest score that a joined item can have. */
  private static double largest(Fusion fusion) {
    double sum = Arrays.stream(fusion.weights()).sum();
    return switch (fusion.method()) {
      case WEIGHTED -> sum;
      case RECIPROCAL_RANKS -> sum / (FusedModel.RANK_OFFSET + 1);
    };
  }

  /** All weights in steps that sum to 1; first come those that lean on the first members. */
  static List<double[]> grid(int members) {
    List<double[]> grid = new ArrayList<>();
    extend(new double[members], 0, STEPS, grid);
    return grid;
  }

  private static void extend(double[] weights, int member, int left, List<double[]> grid) {
    if (member == weights.length - 1) {
      double[] whole = weights.clone();
      whole[member] = (double) left / STEPS;
      grid.add(whole);
      return;
    }
    for (int steps = left; steps >= 0; steps--) {
      weights[member] = (double) steps / STEPS;
      extend(weights, member + 1, left - steps, grid);
    }
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
