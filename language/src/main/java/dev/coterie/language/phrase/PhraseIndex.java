package dev.coterie.language.phrase;

import dev.coterie.language.analysis.Compounds;
import dev.coterie.language.analysis.TextAnalysis;
import dev.coterie.language.analysis.Word;
import dev.coterie.language.phrase.PhraseExtractor.Candidate;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The phrases of some texts, numbered in the order of their stemmed words, and which stand in each
 * text. A phrase counts once a text: one that repeats itself a thousand times says no more, and
 * must not outweigh all others.
 */
public final class PhraseIndex {
  /** Texts that a thread takes at a time. */
  private static final int BLOCK = 256;

  private final List<List<String>> terms;
  private final List<String> surfaces;
  private final SparseMatrix counts;

  private PhraseIndex(List<List<String>> terms, List<String> surfaces, SparseMatrix counts) {
    this.terms = terms;
    this.surfaces = surfaces;
    this.counts = counts;
  }

  /** Reads texts in English, Chinese or both. */
  public static PhraseIndex of(List<String> texts, Workers workers, Progress progress) {
    List<List<Word>> words = filled(texts.size());
    workers.forBlocks(
        texts.size(),
        BLOCK,
        (from, to) -> {
          TextAnalysis analysis = new TextAnalysis();
          for (int i = from; i < to; i++) {
            words.set(i, analysis.words(texts.get(i)));
          }
        });
    progress.report("read phrases", texts.size() / 2, texts.size());
    Compounds compounds = Compounds.learn(words);
    List<List<Candidate>> candidates = filled(texts.size());
    workers.forBlocks(
        texts.size(),
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            candidates.set(
                i, once(PhraseExtractor.candidates(texts.get(i), compounds.join(words.get(i)))));
          }
        });
    progress.report("read phrases", texts.size(), texts.size());
    return number(candidates);
  }

  private static <T> List<List<T>> filled(int n) {
    return new ArrayList<>(Collections.nCopies(n, List.of()));
  }

  private static PhraseIndex number(List<List<Candidate>> candidates) {
    Map<String, List<String>> termsOf = new TreeMap<>();
    Map<String, Map<String, Integer>> formsOf = new HashMap<>();
    int entries = 0;
    for (List<Candidate> text : candidates) {
      entries += text.size();
      for (Candidate candidate : text) {
        String key = key(candidate);
        termsOf.putIfAbsent(key, candidate.terms());
        formsOf
            .computeIfAbsent(key, k -> new HashMap<>())
            .merge(candidate.surface(), 1, Integer::sum);
      }
    }
    Map<String, Integer> numberOf = HashMap.newHashMap(termsOf.size());
    List<String> surfaces = new ArrayList<>(termsOf.size());
    for (String key : termsOf.keySet()) {
      numberOf.put(key, surfaces.size());
      surfaces.add(mostFrequent(formsOf.getOrDefault(key, Map.of())));
    }
    int[] row = new int[entries];
    int[] column = new int[entries];
    float[] value = new float[entries];
    int at = 0;
    for (int i = 0; i < candidates.size(); i++) {
      for (Candidate candidate : candidates.get(i)) {
        row[at] = i;
        column[at] = numberOf.getOrDefault(key(candidate), 0);
        value[at++] = 1;
      }
    }
    return new PhraseIndex(
        List.copyOf(termsOf.values()),
        List.copyOf(surfaces),
        SparseMatrix.ofEntries(candidates.size(), surfaces.size(), row, column, value));
  }

  private static List<Candidate> once(List<Candidate> candidates) {
    Map<String, Candidate> distinct = new LinkedHashMap<>();
    candidates.forEach(candidate -> distinct.putIfAbsent(key(candidate), candidate));
    return List.copyOf(distinct.values());
  }

  private static String key(Candidate candidate) {
    return String.join(" ", candidate.terms());
  }

  private static String mostFrequent(Map<String, Integer> forms) {
    String best = "";
    int most = 0;
    for (Map.Entry<String, Integer> form : forms.entrySet()) {
      int count = form.getValue();
      if (count > most || (count == most && form.getKey().compareTo(best) < 0)) {
        best = form.getKey();
        most = count;
      }
    }
    return best;
  }

  /** How many distinct phrases there are. */
  public int size() {
    return surfaces.size();
  }

  /** Phrase {@code p} as it is written most often. */
  public String text(int p) {
    return surfaces.get(p);
  }

  /** The stemmed words of phrase {@code p}. */
  public List<String> terms(int p) {
    return terms.get(p);
  }

  /** Texts × phrases: 1 where one stands in the other. */
  public SparseMatrix counts() {
    return counts;
  }
}
