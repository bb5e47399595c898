package dev.coterie.language.tfidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TfIdfTest {
  private static final List<String> TEXTS =
      List.of("Red mugs, mugs and mugs", "the red lamp", "机械键盘", "lamp");

  private static TfIdf train(TfIdfOptions options) {
    try (Workers workers = Workers.of(2)) {
      return TfIdf.train(TEXTS, options, workers, Progress.NONE);
    }
  }

  private static SparseMatrix transform(TfIdf tfIdf, String... texts) {
    try (Workers workers = Workers.of(2)) {
      return tfIdf.transform(List.of(texts), workers, Progress.NONE);
    }
  }

  @Test
  void termsAreStemmedWordsOfBothLanguagesWithoutFunctionWords() {
    assertThat(train(new TfIdfOptions(1, 1, 100, true)).vocabulary())
        .containsExactly("lamp", "mug", "red", "机械", "键盘");
    assertThat(train(new TfIdfOptions(2, 1, 100, true)).vocabulary())
        .contains("red lamp", "mug mug", "机械 键盘");
    assertThat(train(new TfIdfOptions(1, 2, 100, true)).vocabulary())
        .containsExactly("lamp", "red");
    assertThat(train(new TfIdfOptions(1, 1, 2, true)).vocabulary()).containsExactly("lamp", "red");
  }

  @Test
  void weightsFollowTheFormula() {
    TfIdf tfIdf = train(new TfIdfOptions(1, 1, 100, true));
    SparseMatrix rows = transform(tfIdf, "red mugs mugs mugs", "unknown", "LAMP");
    double mug = (1 + Math.log(3)) * (1 + Math.log(5 / 2.0));
    double red = 1 + Math.log(5 / 3.0);
    double length = Math.hypot(mug, red);
    assertThat(rows.get(0, 1)).isCloseTo((float) (mug / length), within(1e-6f));
    assertThat(rows.get(0, 2)).isCloseTo((float) (red / length), within(1e-6f));
    assertThat(rows.start(1)).isEqualTo(rows.end(1));
    assertThat(rows.get(2, 0)).isEqualTo(1);

    SparseMatrix linear =
        transform(train(new TfIdfOptions(1, 1, 100, false)), "red mugs mugs mugs");
    assertThat(linear.get(0, 1) / linear.get(0, 2))
        .isCloseTo((float) (3 * (1 + Math.log(5 / 2.0)) / red), within(1e-5f));
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void trainedTextsAreWeighedAsLaterOnesAre(Cases cases) {
    SplittableRandom random = cases.random("texts");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder();
      for (int w = random.nextInt(9); w > 0; w--) {
        text.append(' ')
            .append("lamp mug red 机械键盘 the tin garden bird".split(" ", -1)[random.nextInt(8)]);
      }
      texts.add(text.toString());
    }
    for (int buckets : new int[] {0, 512}) {
      TfIdfOptions options = new TfIdfOptions(3, 2, 60, true, buckets);
      try (Workers one = Workers.of(1);
          Workers four = Workers.of(4)) {
        TfIdf.Trained trained = TfIdf.trainAndTransform(texts, options, four, Progress.NONE);
        SparseMatrix again = trained.weights().transform(texts, one, Progress.NONE);
        assertThat(again.values()).isEqualTo(trained.rows().values());
        assertThat(again.indices()).isEqualTo(trained.rows().indices());
        TfIdf reversed = TfIdf.train(texts.reversed(), options, one, Progress.NONE);
        assertThat(reversed.vocabulary()).isEqualTo(trained.weights().vocabulary());
        assertThat(reversed.transform(texts, four, Progress.NONE).values())
            .isEqualTo(again.values());
        assertThat(again.columns()).isEqualTo(buckets == 0 ? 60 : 512);
      }
    }
  }

  @Test
  void hashedTermsWeighAsNamedOnes() {
    SparseMatrix named = transform(train(new TfIdfOptions(1, 1, 100, true)), "red mugs mugs lamp");
    TfIdf hashed = train(new TfIdfOptions(1, 1, 100, true, 1 << 20));
    SparseMatrix buckets = transform(hashed, "red mugs mugs lamp");
    float[] expected = named.values().clone();
    float[] weights = buckets.values().clone();
    Arrays.sort(expected);
    Arrays.sort(weights);
    assertThat(hashed.vocabulary()).isEmpty();
    assertThat(weights).containsExactly(expected, within(0f));
  }

  @Test
  void badOptionsAreNamed() {
    assertThatThrownBy(() -> new TfIdfOptions(0, 1, 1, true)).hasMessageContaining("longest");
    assertThatThrownBy(() -> new TfIdfOptions(1, 0, 1, true)).hasMessageContaining("minTexts");
    assertThatThrownBy(() -> new TfIdfOptions(1, 1, -1, true)).hasMessageContaining("maxTerms");
  }
}
