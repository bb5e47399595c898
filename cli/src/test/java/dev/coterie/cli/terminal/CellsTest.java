package dev.coterie.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0.123456|0.1235", "0.5|0.5", "1234.56|1,235", "-0.00012345|-0.0001234", "0|0"})
  void fractionsHaveFourDigits(double value, String text) {
    assertThat(Cells.readable(value)).isEqualTo(text);
  }

  @Test
  void numbersThatAreNoneAreLeftOut() {
    assertThat(Cells.readable(Double.NaN)).isEqualTo("-");
    assertThat(Cells.readable(Float.POSITIVE_INFINITY)).isEqualTo("-");
    assertThat(Cells.exact(Double.NaN)).isEmpty();
    assertThat(Cells.exact(null)).isEmpty();
  }

  @Test
  void aTitleCannotSteerTheTerminal() {
    assertThat(Cells.readable("a\u001b[31mred\nb\u202Ec")).isEqualTo("a [31mred b c");
  }
}
