package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Map<String, String> ENGLISH = Messages.in(ReportLanguage.ENGLISH).all();
  private static final Map<String, String> CHINESE = Messages.in(ReportLanguage.CHINESE).all();

  @Test
  void bothLanguagesHaveTheSameLabelsWithTheSameArguments() {
    assertThat(CHINESE.keySet()).isEqualTo(ENGLISH.keySet());
    ENGLISH.forEach(
        (key, text) ->
            assertThat(arguments(CHINESE.getOrDefault(key, "")))
                .as(key)
                .isEqualTo(arguments(text)));
  }

  @Test
  void everyLabelThatTheScriptNamesIsThere() {
    Set<String> named =
        Pattern.compile("\\b(?:t|counted)\\(\"([a-zA-Z0-9.]+)\"")
            .matcher(ScriptModules.joined("main.js"))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    assertThat(named).hasSizeGreaterThan(80);
    assertThat(ENGLISH.keySet()).containsAll(named);
  }

  @Test
  void anArgumentIsPutInAsItIs() {
    assertThat(Messages.in(ReportLanguage.ENGLISH).text("reason.text", "{0} $1 \\"))
        .isEqualTo("reads like {0} $1 \\");
  }

  @Test
  void anUnknownLabelIsAnError() {
    assertThatThrownBy(() -> Messages.in(ReportLanguage.ENGLISH).text("no.such"))
        .hasMessageContaining("no.such");
  }

  private static Set<String> arguments(String text) {
    return Pattern.compile("\\{\\d}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
