package dev.coterie.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KNOWN = List.of("events", "items", "segments");

  @Test
  void aSlipOfTheFingerFindsWhatWasMeant() {
    assertThat(Nearest.to("Evnets", KNOWN)).contains("events");
    assertThat(Nearest.to("segmnts", KNOWN)).contains("segments");
  }

  @Test
  void somethingElseFindsNothing() {
    assertThat(Nearest.to("colour", KNOWN)).isEmpty();
    assertThat(Nearest.to("x", List.of())).isEmpty();
  }
}
