package dev.coterie.language.tfidf;

import dev.coterie.language.analysis.TextAnalysis;
import dev.coterie.language.analysis.Word;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Term frequency times inverse document frequency: term t of a text has the weight (1 + ln tf) · (1
 * + ln((1 + N) / (1 + df))), and every text unit length (Salton and Buckley 1988, smoothed).
 */
public final class TfIdf {
  /** Texts that a thread takes at a time. */
  private static final int BLOCK = 256;

  private final TfIdfOptions options;
  private final List<String> vocabulary;
  private final Map<String, Integer> columnOf;
  private final float[] inverse;

  private TfIdf(TfIdfOptions options, List<String> vocabulary, float[] inverse) {
    this.options = options;
    this.vocabulary = vocabulary;
    this.inverse = inverse;
    this.columnOf = HashMap.newHashMap(vocabulary.size());
    for (int i = 0; i < vocabulary.size(); i++) {
      columnOf.put(vocabulary.get(i), i);
    }
  }

  /** Learns terms and how rare they are; the order of the texts does not matter. */
  public static TfIdf train(
      List<String> texts, TfIdfOptions options, Workers workers, Progress progress) {
    List<Map<String, Integer>> counts = counts(texts, options, workers);
    progress.report("read words", texts.size(), texts.size());
    Map<String, Integer> textsWith = new HashMap<>();
    for (Map<String, Integer> count : counts) {
      for (String term : count.keySet()) {
        textsWith.merge(term, 1, Integer::sum);
      }
    }
    List<Map.Entry<String, Integer>> kept = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : textsWith.entrySet()) {
      if (entry.getValue() >= options.minTexts()) {
        kept.add(entry);
      }
    }
    kept.sort(
        Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue())
            .thenComparing(Map.Entry::getKey));
    List<Map.Entry<String, Integer>> terms =
        new ArrayList<>(kept.subList(0, Math.min(kept.size(), options.maxTerms())));
    terms.sort(Map.Entry.comparingByKey());
    List<String> vocabulary = new ArrayList<>(terms.size());
    float[] inverse = new float[terms.size()];
    for (int i = 0; i < inverse.length; i++) {
      vocabulary.add(terms.get(i).getKey());
      inverse[i] = (float) (1 + Math.log((1.0 + texts.size()) / (1.0 + terms.get(i).getValue())));
    }
    return new TfIdf(options, List.copyOf(vocabulary), inverse);
  }

  /** The terms, ascending; term {@code i} is column {@code i}. */
  public List<String> vocabulary() {
    return vocabulary;
  }

  TfIdfOptions options() {
    return options;
  }

  /** A row a text, a column a term; rows without any known term are empty. */
  public SparseMatrix transform(List<String> texts, Workers workers, Progress progress) {
    List<Map<String, Integer>> counts = counts(texts, options, workers);
    progress.report("weigh words", texts.size(), texts.size());
    int[] starts = new int[texts.size() + 1];
    for (int i = 0; i < texts.size(); i++) {
      int known = 0;
      for (String term : counts.get(i).keySet()) {
        known += columnOf.containsKey(term) ? 1 : 0;
      }
      starts[i + 1] = starts[i] + known;
    }
    int[] indices = new int[starts[texts.size()]];
    float[] values = new float[indices.length];
    for (int i = 0; i < texts.size(); i++) {
      fill(counts.get(i), indices, values, starts[i]);
    }
    return SparseMatrix.of(vocabulary.size(), starts, indices, values);
  }

  /** Terms come in the order of their columns, since both are in the order of the words. */
  private void fill(Map<String, Integer> counts, int[] indices, float[] values, int start) {
    int at = start;
    double squares = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      Integer column = columnOf.get(entry.getKey());
      if (column != null) {
        int n = entry.getValue();
        double weight = (options.sublinear() ? 1 + Math.log(n) : n) * inverse[column];
        indices[at] = column;
        values[at++] = (float) weight;
        squares += weight * weight;
      }
    }
    for (int p = start; p < at; p++) {
      values[p] = (float) (values[p] / Math.sqrt(squares));
    }
  }

  private static List<Map<String, Integer>> counts(
      List<String> texts, TfIdfOptions options, Workers workers) {
    List<Map<String, Integer>> counts =
        new ArrayList<>(Collections.nCopies(texts.size(), Map.of()));
    workers.forBlocks(
        texts.size(),
        BLOCK,
        (from, to) -> {
          TextAnalysis analysis = new TextAnalysis();
          for (int i = from; i < to; i++) {
            counts.set(i, count(analysis.words(texts.get(i)), options.longest()));
          }
        });
    return counts;
  }

  /** N-grams of the words that are no function words; neighbours are those left. */
  private static Map<String, Integer> count(List<Word> words, int longest) {
    List<String> terms = new ArrayList<>(words.size());
    for (Word word : words) {
      if (word.kind() != Word.Kind.STOP) {
        terms.add(word.term());
      }
    }
    Map<String, Integer> counts = new TreeMap<>();
    String[] parts = terms.toArray(String[]::new);
    for (int i = 0; i < parts.length; i++) {
      for (int n = 1; n <= longest && i + n <= parts.length; n++) {
        counts.merge(String.join(" ", Arrays.asList(parts).subList(i, i + n)), 1, Integer::sum);
      }
    }
    return counts;
  }
}
