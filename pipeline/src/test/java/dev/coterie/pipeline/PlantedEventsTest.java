package dev.coterie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.EventLog;
import dev.coterie.pipeline.PlantedEvents.Shape;
import org.junit.jupiter.api.Test;

class PlantedEventsTest {
  @Test
  void plantsWhatItSays() {
    PlantedEvents planted = PlantedEvents.of(Shape.PLAIN.withMixed(0.1, 0.1), 1);
    EventLog log = planted.log();
    assertThat(log.users()).hasSize(300);
    assertThat(log.items()).hasSize(120);
    int own = 0;
    int all = 0;
    for (int e = 0; e < log.size(); e++) {
      int user = log.user()[e];
      if (log.item()[e] != EventLog.NONE && planted.isPure(user)) {
        all++;
        own += planted.interestOfItem()[log.item()[e]] == planted.interestOfUser()[user] ? 1 : 0;
      }
    }
    assertThat((double) own / all).isBetween(0.88, 0.97);
    assertThat(log.texts()).isNotEmpty().allMatch(t -> PlantedEvents.interestOfSearch(t) >= 0);
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    EventLog one = PlantedEvents.of(Shape.PLAIN, 1).log();
    assertThat(PlantedEvents.of(Shape.PLAIN, 1).log().item()).isEqualTo(one.item());
    assertThat(PlantedEvents.of(Shape.PLAIN, 2).log().item()).isNotEqualTo(one.item());
  }
}
