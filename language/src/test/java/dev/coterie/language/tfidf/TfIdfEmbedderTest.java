package dev.coterie.language.tfidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.language.Embedder;
import dev.coterie.language.EmbedderContract;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TfIdfEmbedderTest extends EmbedderContract {
  private static final List<String> TEXTS =
      List.of(
          "red mug",
          "old mug with a bird",
          "garden bird",
          "garden lantern",
          "paper lantern",
          "cake tin",
          "old cake tin",
          "train",
          "old paper train",
          "bird in the garden");

  private static TfIdfEmbedder train(int dimension, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return TfIdfEmbedder.train(
          TEXTS, dimension, new TfIdfOptions(1, 1, 1000, true), 7, workers, Progress.NONE);
    }
  }

  private final TfIdfEmbedder embedder = train(5, 1);

  @Override
  protected Embedder embedder() {
    return embedder;
  }

  @Test
  void trainingGivesTheSameBytesOnAnyNumberOfThreads() {
    assertThat(train(5, 8).id()).isEqualTo(embedder.id());
    assertThat(train(4, 1).id()).isNotEqualTo(embedder.id());
  }

  @Test
  void textsThatShareWordsAreNearAndUnknownOnesAreZeros() {
    try (Workers workers = Workers.of(1)) {
      Matrix v =
          embedder
              .embed(
                  List.of("cake tin", "tin for an old cake", "garden bird", "zebra"),
                  workers,
                  Progress.NONE)
              .vectors();
      assertThat(dot(v, 0, 1)).isGreaterThan(dot(v, 0, 2) + 0.3);
      assertThat(v.row(3)).containsOnly(0);
    }
  }

  private static double dot(Matrix vectors, int a, int b) {
    double dot = 0;
    for (int j = 0; j < vectors.columns(); j++) {
      dot += (double) vectors.get(a, j) * vectors.get(b, j);
    }
    return dot;
  }

  /** Rows of rank 3 plus nothing: three dimensions keep every inner product. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theBasisSpansTheRowsOfAMatrixOfItsRank(long seed) {
    SplittableRandom random = Seeds.stream(seed, "rank");
    int n = 40;
    int columns = 30;
    float[][] left = new float[n][3];
    float[][] right = new float[3][columns];
    for (float[][] part : List.of(left, right)) {
      for (float[] row : part) {
        for (int j = 0; j < row.length; j++) {
          row[j] = (float) random.nextGaussian();
        }
      }
    }
    List<Float> values = new ArrayList<>();
    int[] rows = new int[n * columns];
    int[] cols = new int[n * columns];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < columns; j++) {
        rows[values.size()] = i;
        cols[values.size()] = j;
        values.add(left[i][0] * right[0][j] + left[i][1] * right[1][j] + left[i][2] * right[2][j]);
      }
    }
    float[] flat = new float[values.size()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = values.get(i);
    }
    SparseMatrix a = SparseMatrix.ofEntries(n, columns, rows, cols, flat);
    try (Workers workers = Workers.of(2)) {
      for (int d : new int[] {3, 5}) {
        Matrix reduced = TruncatedBasis.product(a, TruncatedBasis.of(a, d, seed, workers), workers);
        for (int i = 0; i < n; i++) {
          double whole = 0;
          for (int j = 0; j < columns; j++) {
            whole += (double) a.get(i, j) * a.get(0, j);
          }
          assertThat(dot(reduced, i, 0))
              .as("seed %d, dimension %d, row %d", seed, d, i)
              .isCloseTo(whole, within(1e-3 * (1 + Math.abs(whole))));
        }
      }
    }
  }

  @Test
  void aDimensionBelowOneIsRefused() {
    assertThatThrownBy(() -> train(0, 1)).hasMessageContaining("dimension");
  }
}
