package dev.coterie.language.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPhrasesTest {
  private static final KeyPhraseOptions ALL = new KeyPhraseOptions(50, 1, 0, 1, 0);

  private static PhraseIndex index(List<String> texts, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return PhraseIndex.of(texts, workers, Progress.NONE);
    }
  }

  /** Source {@code s} is behind the texts {@code texts[s]}, with weight 1 each. */
  private static SparseMatrix behind(int texts, int[]... textsOf) {
    List<int[]> entries = new ArrayList<>();
    for (int s = 0; s < textsOf.length; s++) {
      for (int text : textsOf[s]) {
        entries.add(new int[] {s, text});
      }
    }
    int[] rows = entries.stream().mapToInt(e -> e[0]).toArray();
    int[] columns = entries.stream().mapToInt(e -> e[1]).toArray();
    float[] values = new float[rows.length];
    Arrays.fill(values, 1);
    return SparseMatrix.ofEntries(textsOf.length, texts, rows, columns, values);
  }

  private static List<String> texts(List<KeyPhrase> phrases) {
    return phrases.stream().map(KeyPhrase::text).toList();
  }

  @Test
  void theScoreIsTheFormula() {
    PhraseIndex index = index(List.of("mug", "lamp"), 1);
    // Class 0 has mug twice, class 1 mug once and lamp twice: weights 2 and 3, mean 2.5.
    SparseMatrix sources = behind(2, new int[] {0}, new int[] {0}, new int[] {0, 1}, new int[] {1});
    List<List<KeyPhrase>> ranked = KeyPhrases.rank(index, sources, new int[] {0, 0, 1, 1}, 2, ALL);
    KeyPhrase mug = ranked.getFirst().getFirst();
    double lift = (2 / 2.0) / (3 / 5.0);
    assertThat(mug.text()).isEqualTo("mug");
    assertThat(mug.sources()).isEqualTo(2);
    assertThat(mug.share()).isEqualTo(1);
    assertThat(mug.lift()).isCloseTo(lift, within(1e-9));
    assertThat(mug.score())
        .isCloseTo((1 - 1 / lift) * (2 / 2.0) * Math.log(1 + 2.5 / 3), within(1e-9));
    assertThat(texts(ranked.get(1)).getFirst()).isEqualTo("lamp");
  }

  @Test
  void aPhraseNeedsDistinctSourcesNotManyTexts() {
    PhraseIndex index = index(List.of("bird bath", "bird bath", "lamp", "clock"), 1);
    SparseMatrix sources =
        behind(4, new int[] {0, 1, 2}, new int[] {2}, new int[] {3}, new int[] {3});
    int[] classOf = {0, 0, 1, 1};
    assertThat(texts(KeyPhrases.rank(index, sources, classOf, 2, ALL).getFirst()))
        .contains("bird bath");
    assertThat(texts(KeyPhrases.rank(index, sources, classOf, 2, ALL.withMinSources(2)).getFirst()))
        .containsExactly("lamp");
  }

  @Test
  void whatIsCommonEverywhereSpeaksForNobody() {
    PhraseIndex index = index(List.of("mug", "lamp", "clock"), 1);
    SparseMatrix sources = behind(3, new int[] {0, 1}, new int[] {0, 2});
    KeyPhraseOptions options = new KeyPhraseOptions(10, 1, 1.2, 0.7, 0.4);
    List<List<KeyPhrase>> ranked = KeyPhrases.rank(index, sources, new int[] {0, 1}, 2, options);
    assertThat(texts(ranked.get(0))).containsExactly("lamp");
    assertThat(texts(ranked.get(1))).containsExactly("clock");
    assertThat(texts(KeyPhrases.rank(index, sources, new int[] {0, 0}, 1, options).getFirst()))
        .containsExactlyInAnyOrder("mug", "lamp", "clock");
  }

  @Test
  void aPartOfALongerPhraseThatIsNearlyAsCommonIsLeftOut() {
    PhraseIndex index = index(List.of("cake stand", "Cake stands", "cake tin", "lamp"), 1);
    SparseMatrix sources =
        behind(4, new int[] {0}, new int[] {1}, new int[] {0}, new int[] {2}, new int[] {3});
    int[] classOf = {0, 0, 0, 0, 1};
    List<String> phrases =
        texts(
            KeyPhrases.rank(index, sources, classOf, 2, new KeyPhraseOptions(10, 2, 0, 0.7, 0))
                .getFirst());
    assertThat(phrases).containsExactly("Cake stands");
    assertThat(
            texts(
                KeyPhrases.rank(index, sources, classOf, 2, new KeyPhraseOptions(10, 2, 0, 1, 0))
                    .getFirst()))
        .contains("Cake stands", "cake");
  }

  @Test
  void whatManyLongerPhrasesShareIsKeptThoughEachHasTheSameSources() {
    PhraseIndex index =
        index(
            List.of(
                "lunch bag cars", "lunch bag apple", "lunch bag skull", "oak clock", "steel clock"),
            1);
    // Whoever buys lunch bags buys all of them.
    SparseMatrix sources =
        behind(5, new int[] {0, 1, 2}, new int[] {0, 1, 2}, new int[] {3, 4}, new int[] {3, 4});
    KeyPhraseOptions options = new KeyPhraseOptions(10, 1, 1.2, 0.7, 0);
    assertThat(
            texts(KeyPhrases.rank(index, sources, new int[] {0, 0, 1, 1}, 2, options).getFirst()))
        .startsWith("lunch bag");
  }

  @Test
  void theMostFrequentFormIsShown() {
    PhraseIndex index = index(List.of("JUMBO BAG", "Jumbo bags", "Jumbo bags", "jumbo Bag"), 1);
    assertThat(index.terms(indexOf(index, "Jumbo bags"))).containsExactly("jumbo", "bag");
    assertThat(index.size()).isEqualTo(2);
  }

  private static int indexOf(PhraseIndex index, String text) {
    for (int p = 0; p < index.size(); p++) {
      if (index.text(p).equals(text)) {
        return p;
      }
    }
    throw new AssertionError("no phrase " + text);
  }

  @Test
  void diversityPrefersOtherWords() {
    List<String> texts =
        List.of("bird bath", "bird table", "bird feeder", "stone fountain", "lamp");
    PhraseIndex index = index(texts, 1);
    SparseMatrix sources =
        behind(
            5,
            new int[] {0, 1, 2},
            new int[] {0, 1, 2},
            new int[] {0, 1, 2, 3},
            new int[] {0, 3},
            new int[] {4});
    int[] classOf = {0, 0, 0, 0, 1};
    List<String> same =
        texts(
            KeyPhrases.rank(index, sources, classOf, 2, new KeyPhraseOptions(3, 2, 0, 0.7, 0))
                .getFirst());
    List<String> diverse =
        texts(
            KeyPhrases.rank(index, sources, classOf, 2, new KeyPhraseOptions(3, 2, 0, 0.7, 0.6))
                .getFirst());
    assertThat(same).doesNotContain("stone fountain");
    assertThat(diverse).contains("stone fountain");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void theIndexIsTheSameOnAnyNumberOfThreads(int threads) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      texts.add("garden bird " + (i % 7 == 0 ? "蓝牙耳机" : "lamp " + (char) ('a' + i % 26) + "x"));
    }
    PhraseIndex one = index(texts, 1);
    PhraseIndex many = index(texts, threads);
    assertThat(many.size()).isEqualTo(one.size());
    for (int p = 0; p < one.size(); p++) {
      assertThat(many.text(p)).isEqualTo(one.text(p));
    }
    assertThat(many.counts().values()).isEqualTo(one.counts().values());
    assertThat(many.counts().indices()).isEqualTo(one.counts().indices());
    assertThat(one.text(indexOf(one, "蓝牙耳机"))).isEqualTo("蓝牙耳机");
  }

  @Test
  void classesWithoutSourcesOrTextsHaveNoPhrases() {
    PhraseIndex index = index(List.of("mug", ""), 1);
    assertThat(
            KeyPhrases.rank(
                index, behind(2, new int[] {1}, new int[] {0}), new int[] {0, -1}, 2, ALL))
        .containsExactly(List.of(), List.of());
    assertThatThrownBy(
            () -> KeyPhrases.rank(index, behind(2, new int[] {1}), new int[] {0, 1}, 2, ALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void badOptionsAreNamed() {
    assertThatThrownBy(() -> new KeyPhraseOptions(0, 1, 1, 1, 1)).hasMessageContaining("count");
    assertThatThrownBy(() -> new KeyPhraseOptions(1, 0, 1, 1, 1))
        .hasMessageContaining("minSources");
    assertThatThrownBy(() -> new KeyPhraseOptions(1, 1, Double.NaN, 1, 1))
        .hasMessageContaining("minLift");
    assertThatThrownBy(() -> new KeyPhraseOptions(1, 1, 1, 2, 1))
        .hasMessageContaining("nearlySame");
    assertThatThrownBy(() -> new KeyPhraseOptions(1, 1, 1, 1, Double.NaN))
        .hasMessageContaining("diversity");
  }
}
