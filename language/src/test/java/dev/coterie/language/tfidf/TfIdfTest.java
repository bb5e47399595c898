package dev.coterie.language.tfidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void badOptionsAreNamed() {
    assertThatThrownBy(() -> new TfIdfOptions(0, 1, 1, true)).hasMessageContaining("longest");
    assertThatThrownBy(() -> new TfIdfOptions(1, 0, 1, true)).hasMessageContaining("minTexts");
    assertThatThrownBy(() -> new TfIdfOptions(1, 1, -1, true)).hasMessageContaining("maxTerms");
  }
}
