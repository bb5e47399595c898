package dev.coterie.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {
  @ParameterizedTest
  @CsvSource({
    "White hanging heart, en",
    "复古陶瓷马克杯, zh",
    "iPhone 手机壳, zh",
    "𠮷野家, zh",
    "Тёплый свитер, ''",
    "Тёплый sweater, en",
    "12 + 34 -- 99%, ''",
    "'', ''",
    "'。、「」', ''"
  })
  void theScriptGivesTheLanguageAway(String text, String language) {
    assertThat(Script.language(text)).isEqualTo(language);
  }
}
