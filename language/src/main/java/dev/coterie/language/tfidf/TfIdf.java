package dev.coterie.language.tfidf;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Term frequency times inverse document frequency: term t of a text has the weight (1 + ln tf) · (1
 * + ln((1 + N) / (1 + df))), and every text unit length (Salton and Buckley 1988, smoothed).
 */
public final class TfIdf {
  /** Texts that a thread takes at a time. */
  private static final int BLOCK = 256;

  private final TfIdfOptions options;
  private final List<String> vocabulary;
  private final TermSpace space;
  private final int[] columnOf;
  private final float[] inverse;

  private TfIdf(
      TfIdfOptions options,
      List<String> vocabulary,
      TermSpace space,
      int[] columnOf,
      float[] inverse) {
    this.options = options;
    this.vocabulary = vocabulary;
    this.space = space;
    this.columnOf = columnOf;
    this.inverse = inverse;
  }

  /**
   * What training gives.
   *
   * @param weights of terms
   * @param rows of the texts that were trained on, as {@link TfIdf#transform} would give them
   */
  public record Trained(TfIdf weights, SparseMatrix rows) {}

  /** Learns terms and how rare they are; the order of the texts does not matter. */
  public static TfIdf train(
      List<String> texts, TfIdfOptions options, Workers workers, Progress progress) {
    return trainAndTransform(texts, options, workers, progress).weights();
  }

  /** Learns and weighs the same texts, reading them once. */
  public static Trained trainAndTransform(
      List<String> texts, TfIdfOptions options, Workers workers, Progress progress) {
    if (options.buckets() > 0) {
      Buckets space = new Buckets(options.buckets());
      int[][] terms =
          TermLists.terms(
              TermLists.words(texts, space, workers), space, options.longest(), workers);
      int[] textsWith = TermLists.textsWith(terms, space.count());
      int[] columnOf = new int[space.count() + 1];
      Arrays.setAll(columnOf, term -> term - 1);
      float[] inverse = new float[space.count()];
      for (int c = 0; c < inverse.length; c++) {
        inverse[c] = inverse(texts.size(), textsWith[c + 1]);
      }
      progress.report("read words", texts.size(), texts.size());
      TfIdf weights = new TfIdf(options, List.of(), space, columnOf, inverse);
      return new Trained(weights, weights.weigh(terms, columnOf, workers));
    }
    Vocabulary all = Vocabulary.growing();
    int[][] terms =
        TermLists.termsInOrder(TermLists.words(texts, all, workers), all, options.longest());
    int[] textsWith = TermLists.textsWith(terms, all.size());
    progress.report("read words", texts.size(), texts.size());
    return kept(texts.size(), options, all, terms, textsWith, workers);
  }

  private static Trained kept(
      int texts,
      TfIdfOptions options,
      Vocabulary all,
      int[][] terms,
      int[] textsWith,
      Workers workers) {
    boolean[] frequent = new boolean[textsWith.length];
    List<Integer> candidates = new ArrayList<>();
    for (int term = 1; term < textsWith.length; term++) {
      frequent[term] = textsWith[term] >= options.minTexts();
      if (frequent[term]) {
        candidates.add(term);
      }
    }
    String[] text = all.texts(frequent);
    if (candidates.size() > options.maxTerms()) {
      candidates.sort(
          Comparator.comparingInt((Integer term) -> -textsWith[term])
              .thenComparing(term -> text[term]));
      candidates = candidates.subList(0, options.maxTerms());
    }
    List<Integer> kept = new ArrayList<>(candidates);
    kept.sort(Comparator.comparing(term -> text[term]));
    List<String> vocabulary = new ArrayList<>(kept.size());
    float[] inverse = new float[kept.size()];
    int[] columnOfAll = new int[textsWith.length];
    Arrays.fill(columnOfAll, -1);
    for (int c = 0; c < inverse.length; c++) {
      int term = kept.get(c);
      vocabulary.add(text[term]);
      inverse[c] = inverse(texts, textsWith[term]);
      columnOfAll[term] = c;
    }
    Vocabulary space = Vocabulary.growing();
    int[] columnOf = columns(vocabulary, space);
    TfIdf weights = new TfIdf(options, List.copyOf(vocabulary), space.close(), columnOf, inverse);
    return new Trained(weights, weights.weigh(terms, columnOfAll, workers));
  }

  /** Fills a vocabulary; a term that is only the beginning of others has no column. */
  private static int[] columns(List<String> vocabulary, Vocabulary space) {
    int[] term = new int[vocabulary.size()];
    for (int c = 0; c < term.length; c++) {
      term[c] = space.term(vocabulary.get(c));
    }
    int[] columnOf = new int[space.size() + 1];
    Arrays.fill(columnOf, -1);
    for (int c = 0; c < term.length; c++) {
      columnOf[term[c]] = c;
    }
    return columnOf;
  }

  private static float inverse(int texts, int textsWith) {
    return (float) (1 + Math.log((1.0 + texts) / (1.0 + textsWith)));
  }

  /** The terms, ascending; term {@code i} is column {@code i}. Empty where they are hashed. */
  public List<String> vocabulary() {
    return vocabulary;
  }

  TfIdfOptions options() {
    return options;
  }

  /** A row a text, a column a term; rows without any known term are empty. */
  public SparseMatrix transform(List<String> texts, Workers workers, Progress progress) {
    int[][] words = TermLists.words(texts, space, workers);
    SparseMatrix rows =
        weigh(TermLists.terms(words, space, options.longest(), workers), columnOf, workers);
    progress.report("weigh words", texts.size(), texts.size());
    return rows;
  }

  /** Overwrites the terms of each text by its columns, sorted. */
  private SparseMatrix weigh(int[][] terms, int[] columns, Workers workers) {
    int[] starts = new int[terms.length + 1];
    workers.forBlocks(
        terms.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            terms[i] = sortedColumns(terms[i], columns);
            starts[i + 1] = distinct(terms[i]);
          }
        });
    for (int i = 0; i < terms.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], starts[i + 1]);
    }
    int[] indices = new int[starts[terms.length]];
    float[] values = new float[indices.length];
    workers.forBlocks(
        terms.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            fill(terms[i], indices, values, starts[i]);
          }
        });
    return SparseMatrix.of(inverse.length, starts, indices, values);
  }

  private static int[] sortedColumns(int[] terms, int[] columns) {
    int[] sorted = new int[terms.length];
    int n = 0;
    for (int term : terms) {
      if (columns[term] >= 0) {
        sorted[n++] = columns[term];
      }
    }
    int[] cut = Arrays.copyOf(sorted, n);
    Arrays.sort(cut);
    return cut;
  }

  private static int distinct(int[] sorted) {
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    return distinct;
  }

  private void fill(int[] sorted, int[] indices, float[] values, int start) {
    int at = start;
    double squares = 0;
    for (int i = 0; i < sorted.length; ) {
      int n = 1;
      while (i + n < sorted.length && sorted[i + n] == sorted[i]) {
        n++;
      }
      double frequency = n == 1 || !options.sublinear() ? n : 1 + Math.log(n);
      double weight = frequency * inverse[sorted[i]];
      indices[at] = sorted[i];
      values[at++] = (float) weight;
      squares += weight * weight;
      i += n;
    }
    double length = Math.sqrt(squares);
    for (int p = start; p < at; p++) {
      values[p] = (float) (values[p] / length);
    }
  }
}
