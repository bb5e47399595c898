package dev.coterie.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AffinitiesTest {
  @Test
  void theWorstRatingPushesAwayAndTheBestCountsWhole() {
    EventLog events = log(EventKind.RATING, 1, 3, 5);

    assertThat(Affinities.of(events)).containsExactly(-0.5f, 0.75f, 2f);
  }

  @Test
  void aRatingWithoutAValueOrWithoutARangeCountsAsItsKind() {
    assertThat(Affinities.of(log(EventKind.RATING, Float.NaN, 4, 4))).containsExactly(2, 2, 2);
  }

  @Test
  void otherKindsCountAsTheirWeightWhateverTheirValue() {
    assertThat(Affinities.of(log(EventKind.DISLIKE, 1, 5))).containsExactly(-2, -2);
  }

  @Test
  void aCountOfEventsWithoutAnItemWeighsByItsLogarithm() {
    EventLog counted = log(EventKind.VIEW, Float.NaN, Float.NaN, Float.NaN);
    Arrays.fill(counted.item(), EventLog.NONE);
    counted.quantity()[0] = 1;
    counted.quantity()[1] = 63;

    assertThat(Affinities.of(counted)).containsExactly(1, 6, 1);
  }

  @Test
  void piecesOfAnItemDoNotRepeatTheEvent() {
    EventLog bought = log(EventKind.PURCHASE, Float.NaN);
    bought.quantity()[0] = 63;

    assertThat(bought.occurrences(0)).isOne();
    assertThat(Affinities.of(bought)).containsExactly((float) EventKind.PURCHASE.weight());
  }

  private static EventLog log(EventKind kind, float... values) {
    int n = values.length;
    Item item = new Item("i", "", "", List.of(), List.of(), "", Map.of(), true);
    int[] none = new int[n];
    Arrays.fill(none, EventLog.NONE);
    float[] missing = new float[n];
    Arrays.fill(missing, Float.NaN);
    byte[] kinds = new byte[n];
    Arrays.fill(kinds, (byte) EventKind.STANDARD.indexOf(kind));
    long[] times = new long[n];
    Arrays.fill(times, EventLog.NO_TIME);
    return new EventLog(
        List.of("u"),
        List.of(item),
        List.of(),
        EventKind.STANDARD,
        new int[n],
        new int[n],
        none,
        kinds,
        times,
        values,
        missing,
        missing.clone(),
        none.clone());
  }
}
