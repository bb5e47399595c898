package dev.coterie.recommend.lineup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrialsTest {
  /** Best at 8. */
  private static Trials<Double> from(double start) {
    Trials<Double> trials =
        new Trials<>(Member.EASE, String::valueOf, x -> -Math.abs(Math.log(x / 8)));
    trials.add(start);
    trials.climb(x -> x * 2, x -> x / 2);
    return trials;
  }

  @Test
  void climbsUpToTheBest() {
    assertThat(from(1).best()).isEqualTo(8);
  }

  @Test
  void climbsDownToTheBest() {
    assertThat(from(64).best()).isEqualTo(8);
  }

  @Test
  void asksNothingTwiceAndTellsAllThatWasTried() {
    Trials<Double> trials = from(8);
    trials.climb(x -> x * 2, x -> x / 2);
    Choice choice = trials.choice();
    assertThat(choice.chosen()).isEqualTo("8.0");
    assertThat(choice.trials())
        .extracting(Choice.Trial::value)
        .containsExactly("8.0", "16.0", "4.0");
  }

  @Test
  void ofEquallyGoodOnesTheFirstIsTaken() {
    Trials<Integer> trials = new Trials<>(Member.EASE, String::valueOf, x -> 1);
    trials.add(3);
    trials.add(5);
    assertThat(trials.best()).isEqualTo(3);
  }
}
