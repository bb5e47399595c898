package dev.coterie.language.tfidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.language.Embedder;
import dev.coterie.language.EmbedderContract;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void enoughDimensionsKeepEveryCosine() {
    TfIdfEmbedder whole = train(100, 1);
    try (Workers workers = Workers.of(1)) {
      Matrix reduced = whole.embed(TEXTS, workers, Progress.NONE).vectors();
      SparseMatrix sparse = whole.weights().transform(TEXTS, workers, Progress.NONE);
      for (int i = 0; i < TEXTS.size(); i++) {
        double cosine = 0;
        for (int j = 0; j < sparse.columns(); j++) {
          cosine += (double) sparse.get(0, j) * sparse.get(i, j);
        }
        assertThat(dot(reduced, 0, i)).as(TEXTS.get(i)).isCloseTo(cosine, within(1e-4));
      }
    }
  }

  @Test
  void textsWithoutAnyWordTrainToZeros() {
    try (Workers workers = Workers.of(1)) {
      TfIdfEmbedder empty =
          TfIdfEmbedder.train(
              List.of("", "the"), 5, TfIdfOptions.DEFAULT, 7, workers, Progress.NONE);
      assertThat(empty.embed(List.of("mug"), workers, Progress.NONE).vectors().data())
          .containsOnly(0);
    }
  }

  @Test
  void aDimensionBelowOneIsRefused() {
    assertThatThrownBy(() -> train(0, 1)).hasMessageContaining("dimension");
  }
}
