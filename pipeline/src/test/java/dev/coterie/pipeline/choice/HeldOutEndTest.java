package dev.coterie.pipeline.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.EventLog;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOutEndTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingThatIsKnownHappenedAfterTheCut(long seed) {
    EventLog log = PlantedEvents.of(Shape.PLAIN, seed).log();
    HeldOutEnd split = HeldOutEnd.of(log, seed);
    assertThat(Arrays.stream(split.known().time()).max().orElseThrow())
        .isLessThanOrEqualTo(split.now())
        .isLessThan(Arrays.stream(split.later().time()).min().orElseThrow());
    assertThat(split.known().size() + split.later().size()).isEqualTo(log.size());
    assertThat((double) split.known().size() / log.size()).isBetween(0.84, 0.86);
  }

  @Test
  void withoutTimesEventsAreHeldOutByChance() {
    EventLog log = PlantedEvents.of(Shape.PLAIN.withoutTimes(), 1).log();
    HeldOutEnd split = HeldOutEnd.of(log, 1);
    assertThat(split.now()).isEqualTo(EventLog.NO_TIME);
    assertThat((double) split.known().size() / log.size()).isBetween(0.82, 0.88);
    assertThat(HeldOutEnd.of(log, 1).known().item()).isEqualTo(split.known().item());
    assertThat(HeldOutEnd.of(log, 2).known().item()).isNotEqualTo(split.known().item());
  }
}
