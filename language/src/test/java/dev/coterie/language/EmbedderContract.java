package dev.coterie.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every embedder promises; its tests extend this. */
public abstract class EmbedderContract {
  private static final String[] WORDS = {
    "red", "mug", "garden", "bird", "lantern", "paper", "old", "train", "cake", "tin", "for", "the"
  };

  /** The embedder under test; may be the same for every test. */
  protected abstract Embedder embedder();

  /** Texts of one to forty words, at least one of content, some of them equal. */
  private static List<String> texts(long seed, int n) {
    SplittableRandom random = Seeds.stream(seed, "texts");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<String> words = new ArrayList<>(List.of(WORDS[random.nextInt(WORDS.length - 2)]));
      int length = random.nextInt(random.nextInt(10) == 0 ? 40 : 6);
      for (int w = 0; w < length; w++) {
        words.add(WORDS[random.nextInt(WORDS.length)]);
      }
      texts.add(String.join(" ", words));
    }
    return texts;
  }

  private Embeddings embed(List<String> texts, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return embedder().embed(texts, workers, Progress.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aTextHasOneVectorWhateverStandsBesideIt(long seed) {
    List<String> texts = texts(seed, 60);
    Embeddings all = embed(texts, 1);
    assertThat(embed(texts, 8).vectors()).as("seed %d, 8 threads", seed).isEqualTo(all.vectors());

    Map<String, float[]> vector = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      float[] known = vector.putIfAbsent(texts.get(i), all.vectors().row(i));
      if (known != null) {
        assertThat(all.vectors().row(i)).as("equal texts").isEqualTo(known);
      }
    }
    List<String> reversed = texts.reversed();
    Embeddings backwards = embed(reversed, 8);
    for (int i = 0; i < reversed.size(); i++) {
      assertThat(backwards.vectors().row(i))
          .as("seed %d, %s in another order", seed, reversed.get(i))
          .isEqualTo(vector.get(reversed.get(i)));
    }
    for (String text : texts.subList(0, 10)) {
      assertThat(embed(List.of(text), 1).vectors().row(0))
          .as("seed %d, %s alone", seed, text)
          .isEqualTo(vector.get(text));
    }
  }

  @Test
  void vectorsHaveUnitLengthAndTheDimensionThatWasSaid() {
    Embeddings embeddings = embed(texts(3, 20), 2);
    assertThat(embeddings.vectors().rows()).isEqualTo(20);
    assertThat(embeddings.vectors().columns()).isEqualTo(embedder().dimension());
    for (int i = 0; i < 20; i++) {
      double squares = 0;
      for (float x : embeddings.vectors().row(i)) {
        squares += (double) x * x;
      }
      assertThat(squares).isBetween(1 - 1e-5, 1 + 1e-5);
    }
  }

  @Test
  void noTextsGiveNoRows() {
    Embeddings embeddings = embed(List.of(), 2);
    assertThat(embeddings.vectors().rows()).isZero();
    assertThat(embeddings.vectors().columns()).isEqualTo(embedder().dimension());
    assertThat(embeddings.truncated().isEmpty()).isTrue();
  }

  @Test
  void theIdIsOneLineAndStable() {
    assertThat(embedder().id()).isNotBlank().doesNotContain("\n").isEqualTo(embedder().id());
    assertThat(embedder().name()).isNotBlank();
  }

  @Test
  void progressReachesTheEndAndStopsTheWork() {
    List<String> texts = Arrays.asList(WORDS);
    AtomicLong furthest = new AtomicLong();
    try (Workers workers = Workers.of(2)) {
      embedder()
          .embed(
              texts,
              workers,
              (what, done, total) -> {
                assertThat(total).isEqualTo(WORDS.length);
                furthest.accumulateAndGet(done, Math::max);
              });
      assertThat(furthest).hasValue(WORDS.length);
      assertThatThrownBy(
              () ->
                  embedder()
                      .embed(
                          texts,
                          workers,
                          (what, done, total) -> {
                            throw new CancellationException("stop");
                          }))
          .isInstanceOf(CancellationException.class);
    }
  }
}
