package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RobotsTest {
  private static final long START = 1_700_000_123_000L;
  private static final long MINUTE = 60_000;

  /** User {@code u} has {@code counts[u]} events, one every {@code steps[u]} milliseconds. */
  private static EventLog log(int[] counts, long[] steps) {
    int n = Arrays.stream(counts).sum();
    List<String> users = new ArrayList<>();
    int[] user = new int[n];
    long[] time = new long[n];
    int e = 0;
    for (int u = 0; u < counts.length; u++) {
      users.add("u" + (1000 + u));
      for (int i = 0; i < counts[u]; i++) {
        user[e] = u;
        time[e++] = START + i * steps[u];
      }
    }
    float[] none = new float[n];
    Arrays.fill(none, Float.NaN);
    int[] missing = new int[n];
    Arrays.fill(missing, EventLog.NONE);
    Item item = new Item("i", "", "", List.of(), List.of(), "", Map.of(), true);
    return new EventLog(
        users,
        List.of(item),
        List.of(),
        EventKind.STANDARD,
        user,
        new int[n],
        missing,
        new byte[n],
        time,
        none,
        none,
        none,
        missing);
  }

  private static EventLog withRobot(int events, long step, int busiest) {
    int[] counts = new int[50];
    long[] steps = new long[50];
    Arrays.fill(counts, 20);
    Arrays.fill(steps, MINUTE + 7);
    counts[1] = busiest;
    steps[1] = 1_000;
    counts[7] = events;
    steps[7] = step;
    return log(counts, steps);
  }

  @Test
  void tooManyInAnHour() {
    assertThat(Robots.of(withRobot(1_500, 100, 20)).stream()).containsExactly(7);
    assertThat(Robots.of(withRobot(1_000, 100, 20)).stream()).isEmpty();
  }

  @Test
  void tooManyInADay() {
    assertThat(Robots.of(withRobot(4_000, 20_000, 20)).stream()).containsExactly(7);
    assertThat(Robots.of(withRobot(4_000, 200_000, 20)).stream()).isEmpty();
  }

  @Test
  void aWholesalerAmongBusyCustomersIsNone() {
    assertThat(Robots.of(withRobot(1_500, 100, 800)).stream()).isEmpty();
    assertThat(Robots.of(withRobot(2_500, 100, 800)).stream()).containsExactly(7);
  }

  @Test
  void whereManyAreFastNobodyIsARobot() {
    int[] counts = new int[10];
    long[] steps = new long[10];
    Arrays.fill(counts, 1_200);
    Arrays.fill(steps, 10);
    counts[0] = 10;
    assertThat(Robots.of(log(counts, steps)).stream()).isEmpty();
  }

  @Test
  void datesHaveNoHours() {
    int[] counts = new int[50];
    long[] steps = new long[50];
    Arrays.fill(counts, 20);
    Arrays.fill(steps, 24 * 60 * MINUTE);
    counts[7] = 1_500;
    steps[7] = 0;
    assertThat(Robots.of(log(counts, steps)).stream()).isEmpty();
    counts[7] = 3_500;
    assertThat(Robots.of(log(counts, steps)).stream()).containsExactly(7);
  }
}
