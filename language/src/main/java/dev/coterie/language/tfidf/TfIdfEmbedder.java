package dev.coterie.language.tfidf;

import dev.coterie.language.Embedder;
import dev.coterie.language.Embeddings;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.SparseProduct;
import dev.coterie.numeric.TruncatedSvd;
import dev.coterie.numeric.Workers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;

/**
 * Weighted words reduced by a truncated singular value decomposition (latent semantic analysis,
 * Deerwester et al. 1990). Trained on the texts at hand; knows no word that they lack.
 */
public final class TfIdfEmbedder implements Embedder {
  private final TfIdf weights;
  private final Matrix basis;
  private final String id;

  private TfIdfEmbedder(TfIdf weights, Matrix basis) {
    this.weights = weights;
    this.basis = basis;
    this.id = "tfidf/" + hash(weights, basis);
  }

  /**
   * Learns from texts.
   *
   * @param dimension numbers a vector, at least 1; fewer where there are fewer terms or texts
   */
  public static TfIdfEmbedder train(
      List<String> texts,
      int dimension,
      TfIdfOptions options,
      long seed,
      Workers workers,
      Progress progress) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, not " + dimension);
    }
    TfIdf.Trained trained = TfIdf.trainAndTransform(texts, options, workers, progress);
    SparseMatrix matrix = trained.rows();
    Matrix basis =
        matrix.entries() == 0
            ? Matrix.zeros(matrix.columns(), 1)
            : TruncatedSvd.of(matrix, dimension, seed, workers).right();
    return new TfIdfEmbedder(trained.weights(), basis);
  }

  /** The weighted words before they are reduced. */
  public TfIdf weights() {
    return weights;
  }

  @Override
  public String name() {
    return "tfidf";
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int dimension() {
    return basis.columns();
  }

  @Override
  public Embeddings embed(List<String> texts, Workers workers, Progress progress) {
    SparseMatrix sparse = weights.transform(texts, workers, Progress.NONE);
    Matrix vectors = SparseProduct.times(sparse, basis, workers);
    for (int i = 0; i < vectors.rows(); i++) {
      toUnitLength(vectors, i);
    }
    progress.report("embed with tfidf", texts.size(), texts.size());
    return new Embeddings(vectors, new BitSet());
  }

  /** What is left of a text in the reduced space may be nothing but rounding: then zeros. */
  private static void toUnitLength(Matrix vectors, int i) {
    int row = vectors.offset(i);
    double squares = 0;
    for (int j = 0; j < vectors.columns(); j++) {
      squares += (double) vectors.data()[row + j] * vectors.data()[row + j];
    }
    double scale = squares < 1e-10 ? 0 : 1 / Math.sqrt(squares);
    for (int j = 0; j < vectors.columns(); j++) {
      vectors.data()[row + j] = (float) (vectors.data()[row + j] * scale);
    }
  }

  private static String hash(TfIdf weights, Matrix basis) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(weights.options().toString().getBytes(StandardCharsets.UTF_8));
      for (String term : weights.vocabulary()) {
        digest.update((term + "\n").getBytes(StandardCharsets.UTF_8));
      }
      ByteBuffer row = ByteBuffer.allocate(basis.columns() * Float.BYTES);
      for (int i = 0; i < basis.rows(); i++) {
        row.asFloatBuffer().put(basis.data(), basis.offset(i), basis.columns());
        digest.update(row.array());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
