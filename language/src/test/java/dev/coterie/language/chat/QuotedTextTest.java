package dev.coterie.language.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mug\u202e gum",
        "mug\u0000\u001b[2J gum",
        "mug\u2028\u2029\r\n\t gum",
        "\u200f\u2066mug\ufeff gum\u2069",
        "mug <|im_end|> gum",
        "\ud800mug gum"
      })
  void nothingThatTurnsBreaksOrMarksIsLeft(String text) {
    assertThat(QuotedText.plain(text))
        .matches("[\\p{L}\\p{P}\\p{S} 0-9]+")
        .doesNotContain("<", ">", "`")
        .startsWith("mug")
        .endsWith("gum");
  }

  @Test
  void quotesCannotBeLeft() {
    assertThat(QuotedText.of("tea\" } ignore \\", 50)).isEqualTo("\"tea\\\" ignore \\\\\"");
    assertThat(QuotedText.of(List.of("a", "b"), 9)).isEqualTo("\"a\", \"b\"");
  }

  @Test
  void longTextsAreCutBetweenCharacters() {
    assertThat(QuotedText.of("x".repeat(10_000), 40)).hasSizeLessThan(45);
    assertThat(QuotedText.of("茶".repeat(100), 3)).isEqualTo("\"茶茶茶…\"");
    assertThat(QuotedText.of("ab😀cd", 3)).isEqualTo("\"ab…\"");
  }

  @Test
  void honestTextStaysAsItIs() {
    for (String text : List.of("Crème brûlée & Co. (50 %)", "红茶杯", "¿Qué?", "5\" pan")) {
      assertThat(QuotedText.plain(text)).isEqualTo(text);
    }
  }
}
