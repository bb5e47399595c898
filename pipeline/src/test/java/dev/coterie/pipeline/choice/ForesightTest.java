package dev.coterie.pipeline.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForesightTest {
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  private static double mean(Foresight foresight, int[] group) {
    int groups = Arrays.stream(group).max().orElse(0) + 1;
    return Foresight.mean(foresight.of(group, groups, foresight.weights(Decay.NONE), WORKERS));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void trueGroupsForeseeMoreThanRandomOnes(long seed) {
    PlantedEvents planted = PlantedEvents.of(Shape.PLAIN, seed);
    Foresight foresight = new Foresight(HeldOutEnd.of(planted.log(), seed));
    SplittableRandom random = Seeds.stream(seed, "random groups");
    int[] chance = planted.interestOfUser();
    Arrays.setAll(chance, u -> random.nextInt(4));
    double everyone = mean(foresight, new int[chance.length]);
    assertThat(mean(foresight, planted.interestOfUser()))
        .isGreaterThan(mean(foresight, chance) * 1.3)
        .isGreaterThan(everyone * 1.3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void groupsThatAreOnlyLanguagesForeseeNoMoreThanEveryone(long seed) {
    PlantedEvents planted =
        PlantedEvents.of(Shape.PLAIN.withUsers(500).withLanguages(0.4, 0.03), seed);
    EventLog log = planted.log();
    Foresight foresight = new Foresight(HeldOutEnd.of(log, seed));
    int[] chinese = new int[500];
    for (int e = 0; e < log.size(); e++) {
      if (log.item()[e] != EventLog.NONE) {
        chinese[log.user()[e]] += PlantedEvents.isChinese(log.items().get(log.item()[e])) ? 1 : -1;
      }
    }
    int[] language = Arrays.stream(chinese).map(c -> c > 0 ? 1 : 0).toArray();
    double everyone = mean(foresight, new int[500]);
    double byLanguage = mean(foresight, language);
    assertThat(byLanguage).isLessThan(everyone * 1.1);
    assertThat(mean(foresight, planted.interestOfUser())).isGreaterThan(byLanguage * 1.2);
  }

  @Test
  void figuresAreBetweenZeroAndOneAndTheSameForAnyThreads() {
    PlantedEvents planted = PlantedEvents.of(Shape.PLAIN, 5);
    Foresight foresight = new Foresight(HeldOutEnd.of(planted.log(), 5));
    double[] two =
        foresight.of(planted.interestOfUser(), 4, foresight.weights(new Decay(30)), WORKERS);
    assertThat(two).hasSize(foresight.users());
    assertThat(two)
        .satisfies(all -> assertThat(Arrays.stream(all)).allMatch(f -> f >= 0 && f < 1.000001));
    try (Workers eight = Workers.of(8)) {
      assertThat(foresight.of(planted.interestOfUser(), 4, foresight.weights(new Decay(30)), eight))
          .containsExactly(two, within(0.0));
    }
  }
}
