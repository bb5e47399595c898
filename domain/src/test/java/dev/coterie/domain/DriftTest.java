package dev.coterie.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Drift.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
  private static final Figures USUAL = new Figures(500, 0.40, 0.50, 0.02);

  @Test
  void whatIsAsUsualIsKept() {
    Drift drift = Drift.of(new Figures(400, 0.43, 0.55, 0.08), USUAL);
    assertThat(drift.refit()).isFalse();
    assertThat(drift.reason())
        .isEqualTo(
            "Keep: distance 0.43 (usual 0.40), moved 55 % (50 %), events on new items 8 % (2 %).");
  }

  @ParameterizedTest
  @CsvSource({
    "0.47, 0.50, 0.02, farther from the centres",
    "0.40, 0.65, 0.02, more users are in another segment",
    "0.40, 0.50, 0.15, more events are on new items"
  })
  void whatIsClearlyWorseAsksForARefitAndSaysWhy(
      double distance, double moved, double newItems, String why) {
    Drift drift = Drift.of(new Figures(400, distance, moved, newItems), USUAL);
    assertThat(drift.refit()).isTrue();
    assertThat(drift.reason()).startsWith("Refit: ").contains(why);
  }

  @Test
  void aFewUsersTellNothing() {
    assertThat(Drift.of(new Figures(12, 1, 1, 1), USUAL).reason())
        .isEqualTo("Keep: 12 users to judge by are too few.");
  }
}
