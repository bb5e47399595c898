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
    Parts parts = Split.parse("temporal:0.7").apply(USERS, USERS, TIMES, 1);
    assertThat(parts.now()).isEqualTo(6);
    assertThat(parts.train()).containsExactly(0, 1, 3, 4, 6, 8, 9);
    assertThat(parts.test()).containsExactly(2, 5, 7);
  }

  @Test
  void eventsAtTheCutAreLearnedFrom() {
    Parts parts = new Split.Temporal(0.3).apply(new int[4], new int[4], new long[] {1, 2, 2, 2}, 1);
    assertThat(parts.now()).isEqualTo(2);
    assertThat(parts.test()).isEmpty();
  }

  @Test
  void temporalNeedsTimes() {
    assertThatThrownBy(
            () ->
                new Split.Temporal(0.9)
                    .apply(new int[1], new int[1], new long[] {Split.NO_TIME}, 1))
        .hasMessageContaining("temporal:0.9 needs a time");
  }

  @Test
  void leaveLastOutTakesTheLatestOfEachUserWithTwo() {
    Parts parts = Split.parse("leave-last-out").apply(USERS, USERS, TIMES, 1);
    assertThat(parts.test()).containsExactly(2, 4, 7);
  }

  @Test
  void withoutTimesTheLastInOrderIsTaken() {
    long[] none = new long[3];
    Arrays.fill(none, Split.NO_TIME);
    assertThat(new Split.LeaveLastOut().apply(new int[3], new int[3], none, 1).test())
        .containsExactly(2);
  }

  @Test
  void randomKeepsAboutItsShareAndHoldsToTheSeed() {
    int[] users = new int[10_000];
    long[] times = new long[users.length];
    Parts parts = Split.parse("random:0.8").apply(users, users, times, 4);
    assertThat(parts.train().length).isBetween(7_850, 8_150);
    assertThat(parts.train().length + parts.test().length).isEqualTo(users.length);
    assertThat(Split.parse("random:0.8").apply(users, users, times, 4))
        .usingRecursiveComparison()
        .isEqualTo(parts);
    assertThat(Split.parse("random:0.8").apply(users, users, times, 5).train())
        .isNotEqualTo(parts.train());
  }

  @ParameterizedTest
  @CsvSource({"temporal:0.9,true", "leave-last-out,true", "random:0.25,false"})
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
      Parts parts = Split.parse(text).apply(new int[0], new int[0], new long[0], 1);
      assertThat(parts.train()).isEmpty();
      assertThat(parts.test()).isEmpty();
    }
  }

  @Test
  void everyItemOrUserGivesTheSameShare() {
    int[] users = {0, 0, 0, 0, 1, 1, 1, 2, 2, 3};
    int[] items = {0, 1, 2, 3, 0, 1, 2, 0, 1, 0};
    long[] times = new long[10];
    int[] trainOfItem = new int[4];
    for (int e : Split.parse("per-item:0.75").apply(users, items, times, 7).train()) {
      trainOfItem[items[e]]++;
    }
    // Half goes to the even number: 0.75 of 4, 3, 2 and 1 are 3, 2, 2 and 1.
    assertThat(trainOfItem).containsExactly(3, 2, 2, 1);
    int[] trainOfUser = new int[4];
    Parts parts = Split.parse("per-user:0.5").apply(users, items, times, 7);
    for (int e : parts.train()) {
      trainOfUser[users[e]]++;
    }
    assertThat(trainOfUser).containsExactly(2, 2, 1, 0);
    assertThat(Split.parse("per-user:0.5").apply(users, items, times, 7).train())
        .isEqualTo(parts.train());
  }
}
