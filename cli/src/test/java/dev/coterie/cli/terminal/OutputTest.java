package dev.coterie.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
  private record Row(
      String userId, double affinity, @Nullable Double lift, Optional<String> note) {}

  @Test
  void numbersStandToTheRightAndWideTextIsCountedDouble() {
    Table table = new Table("name", "size").row("茶", 1200L).row("coffee", 5).row("x", null);

    assertThat(printed(Format.TABLE, "", table))
        .isEqualTo("name     size\n茶      1,200\ncoffee      5\nx           -\n");
  }

  @Test
  void longTextIsCut() {
    assertThat(printed(Format.TABLE, "", new Table("t").row("茶".repeat(100)))).contains("茶…\n");
    assertThat(DisplayWidth.of(DisplayWidth.cut("茶".repeat(100), 60))).isLessThanOrEqualTo(60);
    assertThat(DisplayWidth.cut("a".repeat(60), 60)).isEqualTo("a".repeat(60));
  }

  @ParameterizedTest
  @CsvSource({"abc,3", "茶,2", "e\u0301,1", "한국,4", "ｱ,1", "🎧,2", "é,1"})
  void widthsAreThoseOfATerminal(String text, int width) {
    assertThat(DisplayWidth.of(text)).isEqualTo(width);
  }

  @Test
  void jsonKeepsTheOrderOfTheKeysAndHasNoNaN() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("zeta", List.of(new Row("u1", 0.5, Double.NaN, Optional.empty())));
    document.put("alpha", 1);

    assertThat(printed(Format.JSON, document, new Table("unused")).replaceAll("\\s+", ""))
        .isEqualTo(
            "{\"zeta\":[{\"user_id\":\"u1\",\"affinity\":0.5,\"lift\":null,\"note\":null}],"
                + "\"alpha\":1}");
  }

  @Test
  void csvQuotesWhatItMust() {
    Table table = new Table("id", "score").row("a,\"b\"\n", 0.1f).row("plain", null);

    assertThat(printed(Format.CSV, "", table))
        .isEqualTo("id,score\n\"a,\"\"b\"\"\n\",0.1\nplain,\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "＝1"})
  void aSpreadsheetRunsNoCell(String text) {
    assertThat(CsvText.cell(text).replaceAll("^\"", "")).startsWith("'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "+3.25", "17850", "a=b"})
  void harmlessTextStaysAsItIs(String text) {
    assertThat(CsvText.cell(text)).isEqualTo(text);
    assertThat(CsvText.cell(-0.5)).isEqualTo("-0.5");
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    assertThatThrownBy(() -> new Table("a", "b").row("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 cells");
  }

  private static String printed(Format format, Object document, Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Output(new PrintStream(bytes, true, StandardCharsets.UTF_8), format).print(document, table);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
