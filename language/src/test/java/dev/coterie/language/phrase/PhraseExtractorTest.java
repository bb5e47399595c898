package dev.coterie.language.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.language.analysis.TextAnalysis;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseExtractorTest {
  private static List<String> phrases(String text) {
    return PhraseExtractor.candidates(text, new TextAnalysis().words(text)).stream()
        .map(PhraseExtractor.Candidate::surface)
        .toList();
  }

  @Test
  void neighboursOfOneToThreeWordsInTheirOwnCasing() {
    assertThat(phrases("T-LIGHT Holder lamp"))
        .containsExactly(
            "T-LIGHT", "T-LIGHT Holder", "T-LIGHT Holder lamp", "Holder", "Holder lamp", "lamp");
  }

  @Test
  void threeWordsThatLackTheirNounAreNoPhrase() {
    assertThat(phrases("antique silver tea glass"))
        .contains("silver tea", "silver tea glass", "tea glass")
        .doesNotContain("antique silver tea");
    assertThat(phrases("tea glass holder with lid")).contains("tea glass holder");
  }

  @Test
  void functionWordsStandOnlyInside() {
    assertThat(phrases("the cup of tea for you")).containsExactly("cup", "cup of tea", "tea");
    assertThat(phrases("salt & pepper")).containsExactly("salt", "salt & pepper", "pepper");
  }

  @Test
  void modifiersNeitherStandAloneNorEndAPhrase() {
    assertThat(phrases("mug red")).containsExactly("mug");
    assertThat(phrases("small red mug")).containsExactly("small red mug", "red mug", "mug");
  }

  @Test
  void numbersSizesAndCodesAreInNoPhrase() {
    assertThat(phrases("PACK OF 72 cake 15CM cases 85123A"))
        .containsExactly("cake", "cases")
        .noneMatch(phrase -> phrase.matches(".*\\d.*"));
  }

  @Test
  void marksEndAPhrase() {
    assertThat(phrases("garden, lantern. bird\n  bath"))
        .containsExactly("garden", "lantern", "bird", "bird bath", "bath");
  }

  @Test
  void chineseWordsByTheirDictionary() {
    assertThat(phrases("红色的不锈钢炒锅")).containsExactly("不锈钢", "不锈钢炒锅", "炒锅");
    assertThat(phrases("户外 露营帐篷")).containsExactly("户外", "露营", "露营帐篷", "帐篷");
    assertThat(phrases("我的杯和的")).isEmpty();
  }
}
