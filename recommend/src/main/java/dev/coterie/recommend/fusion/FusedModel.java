package dev.coterie.recommend.fusion;

import dev.coterie.recommend.History;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * One ranking from several models. Scores are at least 0. Of a user of whom the models with a
 * weight know nothing, the others are asked, at weight 1. Items that nobody touched stand where
 * their {@link Kin} do.
 */
public final class FusedModel implements Model {
  /** Added to ranks, from 1, before they are inverted (Cormack, Clarke and Büttcher 2009). */
  static final int RANK_OFFSET = 60;

  /** A term below this share of the strongest is not told. */
  private static final double LEAST_OF_FIRST = 0.1;

  private final Fusion fusion;
  private final List<Model> members;
  private final Kin kin;

  FusedModel(Fusion fusion, List<Model> members, Kin kin) {
    if (members.isEmpty() || members.size() != fusion.weights().length) {
      throw new IllegalArgumentException(
          members.size() + " models for " + fusion.weights().length + " weights");
    }
    this.fusion = fusion;
    this.members = List.copyOf(members);
    this.kin = kin;
  }

  public Fusion fusion() {
    return fusion;
  }

  /** The chance, 0 to 1, that belongs to a score of this model. */
  public double affinity(double score) {
    return fusion.chance().at(score);
  }

  @Override
  public int items() {
    return members.getFirst().items();
  }

  @Override
  public void score(UserState user, float[] scores) {
    score(user, scores, new float[members.size()][scores.length]);
  }

  /**
   * Scores all items, and keeps what each member gave, at weight 1.
   *
   * @param parts members × items, overwritten; zeros for members that were not asked
   */
  public void score(UserState user, float[] scores, float[][] parts) {
    Arrays.fill(scores, 0);
    add(user, scores, parts, m -> fusion.weights()[m]);
    if (isSilent(scores)) {
      add(user, scores, parts, m -> fusion.weights()[m] > 0 ? 0 : 1);
    }
    kin.place(scores);
    for (float[] part : parts) {
      kin.place(part);
    }
  }

  private void add(UserState user, float[] scores, float[][] parts, IntToDoubleFunction weights) {
    for (int m = 0; m < members.size(); m++) {
      double weight = weights.applyAsDouble(m);
      if (weight > 0) {
        members.get(m).score(user, parts[m]);
        part(fusion.method(), parts[m], user.history());
        for (int i = 0; i < scores.length; i++) {
          scores[i] += (float) (weight * parts[m][i]);
        }
      } else {
        Arrays.fill(parts[m], 0);
      }
    }
  }

  private static boolean isSilent(float[] scores) {
    for (float score : scores) {
      if (score != 0) {
        return false;
      }
    }
    return true;
  }

  public int members() {
    return members.size();
  }

  /** Turns a model's scores into what it adds, at weight 1. */
  static void part(Fusion.Method method, float[] scores, History history) {
    switch (method) {
      case WEIGHTED -> Scale.normalise(scores, history);
      case RECIPROCAL_RANKS -> reciprocalRanks(scores, history);
    }
  }

  /**
   * Ranks unseen items by falling score, equal ones by the lower index; a seen item has the place
   * that it would take among them.
   */
  private static void reciprocalRanks(float[] scores, History history) {
    long[] order = new long[scores.length];
    for (int i = 0; i < scores.length; i++) {
      order[i] = ((long) descending(scores[i]) << 32) | i;
    }
    Arrays.sort(order);
    int rank = 0;
    for (long key : order) {
      int item = (int) key;
      scores[item] = 1f / (RANK_OFFSET + rank + 1);
      rank += history.contains(item) ? 0 : 1;
    }
  }

  /** An int whose order is the opposite of the float's. */
  private static int descending(float score) {
    int bits = Float.floatToIntBits(score + 0f);
    int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return ~ascending;
  }

  @Override
  public List<List<Term>> because(UserState user, int[] items, int limit) {
    float[][] parts = new float[members.size()][items()];
    score(user, new float[items()], parts);
    return because(user, items, parts, limit);
  }

  /** The same from the parts that {@link #score(UserState, float[], float[][])} kept. */
  public List<List<Term>> because(UserState user, int[] items, float[][] parts, int limit) {
    List<List<Term>> terms = new ArrayList<>(told(user, items, parts, limit));
    for (int i = 0; i < items.length; i++) {
      if (kin.isFresh(items[i])) {
        terms.set(i, ofKin(user, items[i], parts, limit));
      }
    }
    return terms;
  }

  /**
   * Those of its kin that the user touched, and what the user touched that speaks for the others;
   * who else went for the kin did not go for the new item.
   */
  private List<Term> ofKin(UserState user, int item, float[][] parts, int limit) {
    int[] known = kin.of(item);
    float[] weights = kin.weights(item);
    List<List<Term>> told = told(user, known, parts, limit);
    List<Term> terms = new ArrayList<>();
    double sum = 0;
    for (int n = 0; n < known.length; n++) {
      double counts = weights[n] * sum(parts, known[n]);
      sum += counts;
      if (user.history().contains(known[n])) {
        terms.add(new Term.SimilarContent(known[n], counts));
      } else {
        told.get(n).stream()
            .filter(term -> term.historyItem().isPresent())
            .forEach(term -> terms.add(term.times(counts)));
      }
    }
    return strongest(terms, sum, limit);
  }

  private double sum(float[][] parts, int item) {
    double sum = 0;
    for (int m = 0; m < parts.length; m++) {
      sum += weight(m) * parts[m][item];
    }
    return sum;
  }

  /** What a member's part counts; members that were not asked have parts of 0. */
  private double weight(int member) {
    return fusion.weights()[member] > 0 ? fusion.weights()[member] : 1;
  }

  /**
   * The strongest, each item of the history once; what counts little beside the first is a detail
   * and no reason.
   */
  private static List<Term> strongest(List<Term> terms, double sum, int limit) {
    double first = terms.stream().mapToDouble(Term::share).max().orElse(0);
    Set<Integer> told = new HashSet<>();
    return terms.stream()
        .filter(term -> term.share() > 0 && term.share() >= LEAST_OF_FIRST * first)
        .map(term -> term.times(1 / sum))
        .sorted(Comparator.comparingDouble(Term::share).reversed())
        .filter(term -> term.historyItem().stream().allMatch(told::add))
        .limit(limit)
        .toList();
  }

  private List<List<Term>> told(UserState user, int[] items, float[][] parts, int limit) {
    double[] sums = new double[items.length];
    List<List<Term>> terms = new ArrayList<>();
    for (int i = 0; i < items.length; i++) {
      terms.add(new ArrayList<>());
    }
    for (int m = 0; m < members.size(); m++) {
      if (!isSilent(parts[m])) {
        List<List<Term>> ownTerms = members.get(m).because(user, items, limit);
        for (int i = 0; i < items.length; i++) {
          double part = weight(m) * parts[m][items[i]];
          sums[i] += part;
          for (Term term : part > 0 ? ownTerms.get(i) : List.<Term>of()) {
            terms.get(i).add(term.times(part));
          }
        }
      }
    }
    List<List<Term>> strongest = new ArrayList<>();
    for (int i = 0; i < items.length; i++) {
      strongest.add(strongest(terms.get(i), sums[i], limit));
    }
    return strongest;
  }
}
