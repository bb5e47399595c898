package dev.coterie.language.wordvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.language.Embedder;
import dev.coterie.language.EmbedderContract;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SifEmbedderTest {
  private static final List<String> WORDS =
      List.of(
          "red", "mug", "garden", "bird", "lantern", "paper", "old", "train", "cake", "tin", "for",
          "the");

  private static final List<String> TEXTS =
      List.of("the red mug", "the old train", "paper bird for the garden", "the cake tin");

  private static SifEmbedder train(List<String> texts) {
    Matrix vectors = new Cases(2).matrix("words", WORDS.size(), 16);
    // All words share a direction, as those of real models do.
    for (int i = 0; i < vectors.rows(); i++) {
      vectors.set(i, 0, vectors.get(i, 0) + 6);
    }
    try (Workers workers = Workers.of(2)) {
      return SifEmbedder.train(
          "words", new WordVectors(WORDS, vectors, new long[0]), texts, 1, workers, Progress.NONE);
    }
  }

  private static Matrix embed(SifEmbedder embedder, String... texts) {
    try (Workers workers = Workers.of(2)) {
      return embedder.embed(List.of(texts), workers, Progress.NONE).vectors();
    }
  }

  @Nested
  class Contract extends EmbedderContract {
    private final SifEmbedder embedder = train(TEXTS);

    @Override
    protected Embedder embedder() {
      return embedder;
    }
  }

  @Test
  void whatAllTextsShareIsTakenOut() {
    SifEmbedder embedder = train(TEXTS);
    Matrix vectors = embed(embedder, TEXTS.toArray(String[]::new));
    double mean = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < i; j++) {
        mean += VectorMath.cosine(vectors.row(i), vectors.row(j)) / 6;
      }
    }
    // With the shared direction every pair is near 0.9.
    assertThat(mean).isLessThan(0.3);
  }

  @Test
  void aFrequentWordWeighsLittle() {
    SifEmbedder embedder = train(TEXTS);
    Matrix vectors = embed(embedder, "the lantern", "lantern", "the lantern the the the");
    assertThat(VectorMath.cosine(vectors.row(0), vectors.row(1))).isGreaterThan(0.95f);
    assertThat(VectorMath.cosine(vectors.row(2), vectors.row(1))).isGreaterThan(0.9f);
  }

  @Test
  void aTextOfUnknownWordsIsZeros() {
    Matrix vectors = embed(train(TEXTS), "zebra", "Red MUG", "red mug");
    assertThat(vectors.row(0)).containsOnly(0);
    assertThat(vectors.row(1)).containsExactly(vectors.row(2), within(1e-6f));
  }
}
