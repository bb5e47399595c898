package dev.coterie.language.wordvector;

import dev.coterie.language.Embedder;
import dev.coterie.language.Embeddings;
import dev.coterie.language.analysis.TextAnalysis;
import dev.coterie.language.analysis.Word;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.TruncatedSvd;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Texts as the mean of their words' vectors, each weighted by a / (a + p) for a word that makes up
 * a share p of the corpus, less the direction that all texts share (smooth inverse frequency;
 * Arora, Liang and Ma, A simple but tough-to-beat baseline for sentence embeddings, 2017). Shares
 * and direction are learned from the texts at hand.
 */
public final class SifEmbedder implements Embedder {
  private static final double SMOOTHING = 1e-3;

  /** Texts that the shared direction is learned from: the first ones. */
  private static final int MOST_TEXTS = 50_000;

  private static final int BLOCK = 256;

  private final String name;
  private final WordVectors words;
  private final float[] weights;
  private final float[] shared;

  private SifEmbedder(String name, WordVectors words, float[] weights, float[] shared) {
    this.name = name;
    this.words = words;
    this.weights = weights;
    this.shared = shared;
  }

  /**
   * Learns from texts how frequent words are and what all texts share.
   *
   * @param name for people
   */
  public static SifEmbedder train(
      String name,
      WordVectors words,
      List<String> texts,
      long seed,
      Workers workers,
      Progress progress) {
    int[][] rows = rows(words, texts, workers);
    progress.report("read words", texts.size(), texts.size());
    long[] counts = new long[words.words().size()];
    long total = 0;
    for (int[] text : rows) {
      for (int row : text) {
        counts[row]++;
        total++;
      }
    }
    float[] weights = new float[counts.length];
    for (int w = 0; w < weights.length; w++) {
      weights[w] = (float) (SMOOTHING / (SMOOTHING + (double) counts[w] / Math.max(1, total)));
    }
    int columns = words.vectors().columns();
    SifEmbedder plain = new SifEmbedder(name, words, weights, new float[columns]);
    Matrix means = plain.means(rows, Math.min(MOST_TEXTS, rows.length), workers);
    boolean nothing = total == 0 || texts.size() < 2;
    float[] shared =
        nothing
            ? new float[columns]
            : TruncatedSvd.of(means, 1, seed, workers).right().transpose().row(0);
    return new SifEmbedder(name, words, weights, shared);
  }

  private static int[][] rows(WordVectors words, List<String> texts, Workers workers) {
    int[][] rows = new int[texts.size()][];
    workers.forBlocks(
        rows.length,
        BLOCK,
        (from, to) -> {
          TextAnalysis analysis = new TextAnalysis();
          for (int i = from; i < to; i++) {
            rows[i] = rows(words, analysis.words(texts.get(i)));
          }
        });
    return rows;
  }

  /** As written where it is known so, else in lower case. */
  private static int[] rows(WordVectors words, List<Word> text) {
    List<Integer> known = new ArrayList<>(text.size());
    for (Word word : text) {
      int row = words.row(word.surface());
      if (row < 0) {
        row = words.row(word.surface().toLowerCase(Locale.ROOT));
      }
      if (row >= 0) {
        known.add(row);
      }
    }
    return known.stream().mapToInt(Integer::intValue).toArray();
  }

  private Matrix means(int[][] rows, int n, Workers workers) {
    Matrix vectors = words.vectors();
    Matrix means = Matrix.zeros(n, vectors.columns());
    workers.forBlocks(
        n,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int row : rows[i]) {
              VectorMath.axpy(
                  weights[row] / rows[i].length,
                  vectors.data(),
                  vectors.offset(row),
                  means.data(),
                  means.offset(i),
                  vectors.columns());
            }
          }
        });
    return means;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String id() {
    MessageDigest digest = sha256();
    for (String word : words.words()) {
      digest.update((word + "\n").getBytes(StandardCharsets.UTF_8));
    }
    ByteBuffer row = ByteBuffer.allocate(shared.length * Float.BYTES);
    for (int i = 0; i < words.words().size(); i++) {
      row.asFloatBuffer().put(words.vectors().row(i));
      digest.update(row.array());
    }
    row.asFloatBuffer().put(shared);
    digest.update(row.array());
    for (float weight : weights) {
      digest.update(ByteBuffer.allocate(Float.BYTES).putFloat(weight).array());
    }
    return "sif/" + HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public int dimension() {
    return words.vectors().columns();
  }

  @Override
  public Embeddings embed(List<String> texts, Workers workers, Progress progress) {
    int[][] rows = rows(words, texts, workers);
    Matrix vectors = means(rows, rows.length, workers);
    workers.forBlocks(
        rows.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            withoutShared(vectors, i);
          }
        });
    progress.report("embed with " + name, texts.size(), texts.size());
    return new Embeddings(vectors, new BitSet());
  }

  /** A text that is nothing but the shared direction has no vector of its own: zeros. */
  private void withoutShared(Matrix vectors, int i) {
    float[] data = vectors.data();
    int at = vectors.offset(i);
    int n = shared.length;
    float before = VectorMath.norm(data, at, n);
    float along = VectorMath.dot(data, at, shared, 0, n);
    VectorMath.axpy(-along, shared, 0, data, at, n);
    if (VectorMath.norm(data, at, n) > 1e-5f * before) {
      VectorMath.normalise(data, at, n);
    } else {
      VectorMath.scale(0, data, at, n);
    }
  }
}
