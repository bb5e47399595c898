package dev.coterie.language.wordvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.language.wordvector.Word2VecOptions.Architecture;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Word2VecTest {
  private static final int TOPICS = 4;

  /** Sentences of one topic each; word {@code t2w7} belongs to topic 2. */
  private static Corpus topics(int sentences) {
    SplittableRandom random = new Cases(5).random("topics");
    Corpus.Builder corpus = new Corpus.Builder();
    for (int s = 0; s < sentences; s++) {
      int topic = random.nextInt(TOPICS);
      List<String> sentence = new ArrayList<>();
      for (int w = 0; w < 3 + random.nextInt(8); w++) {
        sentence.add("t" + topic + "w" + random.nextInt(12));
      }
      corpus.add(sentence);
    }
    return corpus.build(5);
  }

  private static Word2VecOptions options(Architecture architecture, boolean shared) {
    return new Word2VecOptions(architecture, 20, 5, 5, 8, 5, 1e-2, 0.05, shared);
  }

  private static WordVectors train(Corpus corpus, Word2VecOptions options, int threads, long seed) {
    try (Workers workers = Workers.of(threads)) {
      return Word2Vec.train(corpus, options, seed, workers, Progress.NONE);
    }
  }

  @ParameterizedTest
  @CsvSource({"CBOW, false", "CBOW, true", "SKIP_GRAM, false", "SKIP_GRAM, true"})
  void wordsOfOneTopicAreNeighbours(Architecture architecture, boolean shared) {
    WordVectors vectors = train(topics(8000), options(architecture, shared), 2, 1);
    assertThat(vectors.words()).hasSize(12 * TOPICS);
    int right = 0;
    for (String word : vectors.words()) {
      for (WordVectors.Neighbour near : vectors.nearest(word, 5)) {
        right += near.word().startsWith(word.substring(0, 2)) ? 1 : 0;
      }
    }
    assertThat(right).isGreaterThan((int) (0.95 * 5 * 12 * TOPICS));
  }

  @ParameterizedTest
  @CsvSource({"CBOW", "SKIP_GRAM"})
  void theBitsDependOnTheSeedAndOnNothingElse(Architecture architecture) {
    Corpus corpus = topics(4000);
    Word2VecOptions options = options(architecture, false);
    WordVectors one = train(corpus, options, 1, 1);
    assertThat(train(corpus, options, 8, 1).vectors()).isEqualTo(one.vectors());
    assertThat(train(corpus, options, 1, 2).vectors()).isNotEqualTo(one.vectors());
  }

  @Test
  void aCorpusKeepsFrequentWordsTheMostFrequentFirst() {
    Corpus corpus =
        new Corpus.Builder()
            .add(List.of("b", "rare", "a", "b"))
            .add(List.of("once"))
            .add(List.of("c", "a", "b", "c"))
            .build(2);
    assertThat(corpus.words()).containsExactly("b", "a", "c");
    assertThat(corpus.counts()).containsExactly(3, 2, 2);
    assertThat(corpus.sentences()).isEqualTo(2);
    assertThat(corpus.tokens()).containsExactly(0, 1, 0, 2, 1, 0, 2);
  }

  @Test
  void noiseComesInProportionToTheCountToThePowerOfThreeQuarters() {
    NoiseWords noise = new NoiseWords(new long[] {10_000, 625, 16, 1});
    SplittableRandom random = new Cases(3).random("noise");
    int[] drawn = new int[4];
    int draws = 400_000;
    for (int i = 0; i < draws; i++) {
      drawn[noise.word(random.nextLong())]++;
    }
    double total = 1000 + 125 + 8 + 1;
    double[] expected = {1000, 125, 8, 1};
    for (int w = 0; w < 4; w++) {
      double mean = draws * expected[w] / total;
      assertThat((double) drawn[w])
          .isBetween(mean - 5 * Math.sqrt(mean), mean + 5 * Math.sqrt(mean));
    }
  }

  @Test
  void badSettingsAndEmptyCorporaAreRefused() {
    assertThatThrownBy(
            () -> new Word2VecOptions(Architecture.CBOW, 0, 5, 5, 5, 5, 1e-3, 0.025, true))
        .hasMessage("dimension must be at least 1, not 0");
    assertThatThrownBy(
            () -> new Word2VecOptions(Architecture.CBOW, 9, 5, 5, 5, 5, Double.NaN, 0.025, true))
        .hasMessage("sample must be from 0 to 1, not NaN");
    Corpus empty = new Corpus.Builder().add(List.of("a")).build(2);
    assertThatThrownBy(() -> train(empty, Word2VecOptions.DEFAULT, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 times");
  }
}
