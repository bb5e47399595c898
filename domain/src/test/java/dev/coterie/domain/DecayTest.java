package dev.coterie.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DecayTest {
  private static final long NOW = TimeUnit.DAYS.toMillis(20_000);

  @Test
  void halfRemainsAfterAHalfLifeAndAQuarterAfterTwo() {
    Decay decay = new Decay(30);
    assertThat(decay.at(NOW - TimeUnit.DAYS.toMillis(30), NOW)).isCloseTo(0.5, within(1e-12));
    assertThat(decay.at(NOW - TimeUnit.DAYS.toMillis(60), NOW)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void nothingFadesWithoutATimeOrWithoutAHalfLife() {
    assertThat(new Decay(1).at(EventLog.NO_TIME, NOW)).isEqualTo(1);
    assertThat(Decay.NONE.at(0, NOW)).isEqualTo(1);
  }

  @Test
  void anEventAfterNowCountsWhole() {
    assertThat(new Decay(1).at(NOW + 1, NOW)).isEqualTo(1);
  }

  @Test
  void aHalfLifeThatIsNoPositiveNumberIsRefused() {
    assertThatThrownBy(() -> new Decay(Double.NaN)).hasMessageContaining("not NaN");
    assertThatThrownBy(() -> new Decay(0)).hasMessageContaining("not 0.0");
  }
}
