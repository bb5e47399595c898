package dev.coterie.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  private static final int[] USERS = {0, 0, 0, 1, 1, 2, 2, 2, 2, 3};
  private static final long[] TIMES = {5, 1, 9, 2, 2, 7, 3, 8, 4, 6};

  @Test
  void temporalLearnsUpToTheCut() {
    Parts parts = Split.parse("temporal:0.7").apply(USERS, TIMES, 1);
    assertThat(parts.now()).isEqualTo(6);
    assertThat(parts.train()).containsExactly(0, 1, 3, 4, 6, 8, 9);
    assertThat(parts.test()).containsExactly(2, 5, 7);
  }

  @Test
  void eventsAtTheCutAreLearnedFrom() {
    Parts parts = new Split.Temporal(0.3).apply(new int[4], new long[] {1, 2, 2, 2}, 1);
    assertThat(parts.now()).isEqualTo(2);
    assertThat(parts.test()).isEmpty();
  }

  @Test
  void temporalNeedsTimes() {
    assertThatThrownBy(
            () -> new Split.Temporal(0.9).apply(new int[1], new long[] {Split.NO_TIME}, 1))
        .hasMessageContaining("temporal:0.9 needs a time");
  }

  @Test
  void leaveLastOutTakesTheLatestOfEachUserWithTwo() {
    Parts parts = Split.parse("leave-last-out").apply(USERS, TIMES, 1);
    assertThat(parts.test()).containsExactly(2, 4, 7);
  }

  @Test
  void withoutTimesTheLastInOrderIsTaken() {
    long[] none = new long[3];
    Arrays.fill(none, Split.NO_TIME);
    assertThat(new Split.LeaveLastOut().apply(new int[3], none, 1).test()).containsExactly(2);
  }

  @Test
  void randomKeepsAboutItsShareAndHoldsToTheSeed() {
    int[] users = new int[10_000];
    long[] times = new long[users.length];
    Parts parts = Split.parse("random:0.8").apply(users, times, 4);
    assertThat(parts.train().length).isBetween(7_850, 8_150);
    assertThat(parts.train().length + parts.test().length).isEqualTo(users.length);
    assertThat(Split.parse("random:0.8").apply(users, times, 4))
        .usingRecursiveComparison()
        .isEqualTo(parts);
    assertThat(Split.parse("random:0.8").apply(users, times, 5).train())
        .isNotEqualTo(parts.train());
  }

  @ParameterizedTest
  @CsvSource({"temporal:0.9,true", "leave-last-out,false", "random:0.25,false"})
  void isWrittenAsItIsRead(String text, boolean needsTimes) {
    assertThat(Split.parse(text)).hasToString(text);
    assertThat(Split.parse(text).needsTimes()).isEqualTo(needsTimes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "temporal", "temporal:", "temporal:x", "temporal:1", "random:NaN", "last"})
  void refusesWhatIsNoSplit(String text) {
    assertThatThrownBy(() -> Split.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noEventsArePartedIntoNothing() {
    for (String text : new String[] {"temporal:0.9", "leave-last-out", "random:0.8"}) {
      Parts parts = Split.parse(text).apply(new int[0], new long[0], 1);
      assertThat(parts.train()).isEmpty();
      assertThat(parts.test()).isEmpty();
    }
  }
}
