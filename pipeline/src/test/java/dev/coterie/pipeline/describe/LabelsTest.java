package dev.coterie.pipeline.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Item;
import dev.coterie.pipeline.HandwrittenLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
  private static List<Item> catalogue(String... labels) {
    HandwrittenLog log = new HandwrittenLog();
    for (String label : labels) {
      log.item(label, "a title", label);
    }
    return log.log().items();
  }

  @ParameterizedTest
  @CsvSource({
    "children-s-picture-books, children's picture books",
    "young_adult, young adult",
    "sci-fi-and-fantasy, sci-fi and fantasy",
    "non-fiction, non-fiction",
    "t-shirts, t-shirts",
    "poetry, poetry"
  })
  void hyphensForBlanksAreReadAsBlanks(String label, String spoken) {
    assertThat(Labels.of(catalogue("poetry", "modern-classics")).spoken(label)).isEqualTo(spoken);
  }

  @Test
  void aCatalogueThatWritesBlanksMeansItsHyphens() {
    Labels labels = Labels.of(catalogue("tie-dye", "make-up", "Home & garden"));
    assertThat(labels.spoken("tie-dye")).isEqualTo("tie-dye");
    assertThat(Labels.of(catalogue("poetry")).joined()).isFalse();
  }
}
