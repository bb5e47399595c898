package dev.coterie.language.phrase;

import dev.coterie.numeric.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Ranks the phrases of every class by class-based TF-IDF (Grootendorst, BERTopic, 2022): phrase p
 * of class c has the score tf(p, c) / Σ tf(·, c) · ln(1 + A / f(p)), where tf sums weights over the
 * sources of the class, f over all classes, and A is the mean of Σ tf(·, c) over the classes.
 *
 * <p>That alone prefers what is frequent everywhere, and single words. So tf counts only by what it
 * exceeds what any class would have, tf · (1 - 1 / lift), lift being the phrase's share of tf in
 * the class over its share in all classes; and the score grows with the square root of the number
 * of words.
 *
 * <p>Left out are phrases of too few sources, phrases as common everywhere, and phrases inside a
 * longer one that stands nearly as often; the rest is chosen by maximal marginal relevance
 * (Carbonell and Goldstein 1998) over shared words.
 */
public final class KeyPhrases {
  /** How many of the best are looked at for each that is wanted. */
  private static final int POOL = 20;

  private final PhraseIndex index;
  private final KeyPhraseOptions options;

  /**
   * What was counted; classes × phrases, flat.
   *
   * @param total weight of all phrases of a class, those of too few sources too
   * @param members sources of a class
   */
  private record Counts(
      int phrases, double[] weight, int[] sources, double[] total, int[] members) {
    int at(int c, int p) {
      return c * phrases + p;
    }
  }

  private KeyPhrases(PhraseIndex index, KeyPhraseOptions options) {
    this.index = index;
    this.options = options;
  }

  /**
   * The most telling phrases of every class, best first.
   *
   * @param index phrases of the texts
   * @param sourceTexts sources × texts: how much each source is behind each text, at least 0
   * @param classOf the class of each source, negative for none
   * @param classes how many classes there are
   */
  public static List<List<KeyPhrase>> rank(
      PhraseIndex index,
      SparseMatrix sourceTexts,
      int[] classOf,
      int classes,
      KeyPhraseOptions options) {
    if (sourceTexts.rows() != classOf.length || sourceTexts.columns() != index.counts().rows()) {
      throw new IllegalArgumentException(
          sourceTexts
              + " does not fit "
              + classOf.length
              + " sources and "
              + index.counts().rows()
              + " texts");
    }
    return new KeyPhrases(index, options).rank(sourceTexts, classOf, classes);
  }

  private List<List<KeyPhrase>> rank(SparseMatrix sourceTexts, int[] classOf, int classes) {
    int[] kept = frequent(sourceTexts, classOf);
    Counts counts = count(sourceTexts, classOf, classes, kept);
    double[] total = counts.total();
    double[] everywhere = new double[kept.length];
    for (int c = 0; c < classes; c++) {
      for (int p = 0; p < kept.length; p++) {
        everywhere[p] += counts.weight()[counts.at(c, p)];
      }
    }
    double sum = Arrays.stream(total).sum();
    double mean = sum / Math.max(1, classes);
    int inhabited = (int) Arrays.stream(counts.members()).filter(m -> m > 0).count();
    List<List<KeyPhrase>> ranked = new ArrayList<>(classes);
    for (int c = 0; c < classes; c++) {
      List<Scored> scored = new ArrayList<>();
      for (int p = 0; p < kept.length; p++) {
        int here = counts.sources()[counts.at(c, p)];
        double weight = counts.weight()[counts.at(c, p)];
        if (here < options.minSources() || !(weight > 0)) {
          continue;
        }
        double share = (double) here / counts.members()[c];
        double lift = weight / total[c] / (everywhere[p] / sum);
        if (inhabited > 1 && (lift < options.minLift() || lift <= 1)) {
          continue;
        }
        double excess = inhabited > 1 ? 1 - 1 / lift : 1;
        double score =
            excess
                * Math.sqrt(index.terms(kept[p]).size())
                * weight
                / total[c]
                * Math.log1p(mean / everywhere[p]);
        scored.add(new Scored(kept[p], score, weight, here, share, lift));
      }
      // Sorting is stable, so the lower number comes first among equals.
      scored.sort((a, b) -> Double.compare(b.score(), a.score()));
      ranked.add(choose(scored));
    }
    return ranked;
  }

  private record Scored(
      int phrase, double score, double weight, int sources, double share, double lift) {}

  /** Phrases that enough sources produced, ascending; a class cannot have more than all have. */
  private int[] frequent(SparseMatrix sourceTexts, int[] classOf) {
    int[] sources = new int[index.size()];
    int[] lastSource = new int[index.size()];
    Arrays.fill(lastSource, -1);
    SparseMatrix phrases = index.counts();
    for (int s = 0; s < classOf.length; s++) {
      for (int e = sourceTexts.start(s); e < sourceTexts.end(s) && classOf[s] >= 0; e++) {
        int text = sourceTexts.column(e);
        for (int q = phrases.start(text); q < phrases.end(text); q++) {
          int p = phrases.column(q);
          if (sourceTexts.value(e) > 0 && lastSource[p] != s) {
            lastSource[p] = s;
            sources[p]++;
          }
        }
      }
    }
    int[] kept = new int[index.size()];
    int n = 0;
    for (int p = 0; p < sources.length; p++) {
      if (sources[p] >= options.minSources()) {
        kept[n++] = p;
      }
    }
    return Arrays.copyOf(kept, n);
  }

  private Counts count(SparseMatrix sourceTexts, int[] classOf, int classes, int[] kept) {
    int[] numberOf = new int[index.size()];
    Arrays.fill(numberOf, -1);
    for (int i = 0; i < kept.length; i++) {
      numberOf[kept[i]] = i;
    }
    int size = Math.multiplyExact(classes, kept.length);
    Counts counts =
        new Counts(
            kept.length, new double[size], new int[size], new double[classes], new int[classes]);
    int[] lastSource = new int[kept.length];
    Arrays.fill(lastSource, -1);
    SparseMatrix phrases = index.counts();
    for (int s = 0; s < classOf.length; s++) {
      int c = classOf[s];
      if (c < 0) {
        continue;
      }
      counts.members()[c]++;
      for (int e = sourceTexts.start(s); e < sourceTexts.end(s); e++) {
        float weight = sourceTexts.value(e);
        int text = sourceTexts.column(e);
        for (int q = phrases.start(text); q < phrases.end(text) && weight > 0; q++) {
          int p = numberOf[phrases.column(q)];
          double added = (double) weight * phrases.value(q);
          counts.total()[c] += added;
          if (p >= 0) {
            counts.weight()[counts.at(c, p)] += added;
            if (lastSource[p] != s) {
              lastSource[p] = s;
              counts.sources()[counts.at(c, p)]++;
            }
          }
        }
      }
    }
    return counts;
  }

  /** Takes near duplicates out and picks the best that say different things. */
  private List<KeyPhrase> choose(List<Scored> scored) {
    List<Scored> pool =
        withoutParts(scored.subList(0, Math.min(scored.size(), POOL * options.count())));
    List<KeyPhrase> chosen = new ArrayList<>();
    double[] overlap = new double[pool.size()];
    boolean[] taken = new boolean[pool.size()];
    double top = pool.isEmpty() ? 1 : pool.getFirst().score();
    while (chosen.size() < options.count()) {
      int best = -1;
      double bestValue = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < pool.size(); i++) {
        double value =
            (1 - options.diversity()) * pool.get(i).score() / top
                - options.diversity() * overlap[i];
        // An overlap of 1 is the same words once more.
        if (!taken[i] && overlap[i] < 1 && value > bestValue) {
          best = i;
          bestValue = value;
        }
      }
      if (best < 0) {
        break;
      }
      taken[best] = true;
      Scored next = pool.get(best);
      chosen.add(
          new KeyPhrase(
              index.text(next.phrase()),
              index.terms(next.phrase()).size(),
              next.score(),
              next.sources(),
              next.share(),
              next.lift()));
      for (int i = 0; i < pool.size(); i++) {
        overlap[i] = Math.max(overlap[i], overlap(pool.get(i).phrase(), next.phrase()));
      }
    }
    return chosen;
  }

  /** Without the phrases that hardly ever stand outside of a longer one of the list. */
  private List<Scored> withoutParts(List<Scored> scored) {
    List<Scored> kept = new ArrayList<>();
    for (Scored part : scored) {
      boolean inside = false;
      for (Scored whole : scored) {
        inside |=
            isPart(index.terms(part.phrase()), index.terms(whole.phrase()))
                && nearlySame(part, whole);
      }
      if (!inside) {
        kept.add(part);
      }
    }
    return kept;
  }

  /**
   * Whether a longer phrase says all that its part does. A single word says less than any phrase
   * with it, so there the same sources are enough; of several words, most of what is counted has to
   * be in the one longer phrase, as many others may have the part in common.
   */
  private boolean nearlySame(Scored part, Scored whole) {
    boolean word = index.terms(part.phrase()).size() == 1;
    return word
        ? whole.sources() >= options.nearlySame() * part.sources()
        : whole.weight() >= options.nearlySame() * part.weight();
  }

  private static boolean isPart(List<String> part, List<String> whole) {
    return part.size() < whole.size() && Collections.indexOfSubList(whole, part) >= 0;
  }

  /** Shared words over the words of the longer one. */
  private double overlap(int a, int b) {
    List<String> first = index.terms(a);
    List<String> second = index.terms(b);
    int shared = 0;
    for (String term : first) {
      shared += second.contains(term) ? 1 : 0;
    }
    return (double) shared / Math.max(first.size(), second.size());
  }
}
