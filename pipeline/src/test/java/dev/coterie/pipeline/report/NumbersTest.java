package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void keepsSixDigits() {
    assertThat(Numbers.finite(0.123456789)).isEqualTo(0.123457);
    assertThat(Numbers.finite(-1234567.8)).isEqualTo(-1234570.0);
    assertThat(Numbers.finite(0)).isEqualTo(0.0);
    assertThat(Numbers.finite(1e-320)).isEqualTo(1e-320);
  }

  @Test
  void whatIsNoNumberIsNull() {
    assertThat(Numbers.finite(Double.NaN)).isNull();
    assertThat(Numbers.finite(Double.NEGATIVE_INFINITY)).isNull();
  }
}
