package dev.coterie.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {
  @ParameterizedTest
  @CsvSource({
    "3G,3221225472",
    "3gib,3221225472",
    "1.5g,1610612736",
    "512MB,536870912",
    "1T,1099511627776",
    "262144k,268435456",
    "1000000000,1000000000",
    "1000000000B,1000000000"
  })
  void sizesAreReadAsTheyAreUsuallyWritten(String text, long bytes) {
    assertThat(MemorySize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "-3G", "3 G", "1e9", "NaN", "3GG", "3P"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> MemorySize.parse(text))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("'" + text + "' is no size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1M", "63M"})
  void tooLittleIsRefused(String text) {
    assertThatThrownBy(() -> MemorySize.parse(text)).hasMessageContaining("from 64M");
  }
}
