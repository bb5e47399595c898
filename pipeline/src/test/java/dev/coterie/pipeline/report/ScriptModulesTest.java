package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptModulesTest {
  private final String joined = ScriptModules.joined("main.js");

  @Test
  void nothingOfTheModulesIsLeft() {
    assertThat(joined.lines()).noneMatch(line -> line.startsWith("import "));
    assertThat(joined.lines()).noneMatch(line -> line.startsWith("export "));
  }

  @Test
  void whatIsImportedComesFirstAndOnce() {
    assertThat(joined.indexOf("const content = "))
        .isLessThan(joined.indexOf("function mapSection("));
    assertThat(joined.split("function make\\(", -1)).hasSize(2);
  }

  @Test
  void neverWritesMarkup() {
    assertThat(joined)
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }
}
