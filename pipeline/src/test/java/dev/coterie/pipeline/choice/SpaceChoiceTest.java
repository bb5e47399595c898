package dev.coterie.pipeline.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coterie.domain.Choices.Choice;
import dev.coterie.domain.Choices.Trial;
import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Note;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.profile.Factorisation;
import dev.coterie.pipeline.profile.ProfileOptions;
import dev.coterie.pipeline.profile.Scaler;
import dev.coterie.pipeline.segment.SegmentOptions;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpaceChoiceTest {
  private static final EventLog LOG =
      PlantedEvents.of(Shape.PLAIN.withUsers(200).withMixed(0, 0.1), 9).log();

  private static SpaceChoice choose(EventLog log, ProfileOptions options, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return SpaceChoice.of(
          log, new BitSet(), options, SegmentOptions.defaults(), 42, workers, Progress.NONE);
    }
  }

  private static ProfileOptions options(
      Optional<Factorisation> factorisation, Optional<Double> halfLife) {
    return new ProfileOptions(
        factorisation, Optional.empty(), halfLife, 16, 5, true, Scaler.STANDARD, 0, Map.of());
  }

  @ParameterizedTest
  @EnumSource(Factorisation.class)
  void whatIsGivenIsKept(Factorisation given) {
    SpaceChoice choice = choose(LOG, options(Optional.of(given), Optional.of(33.0)), 2);
    assertThat(choice.factorisation()).isEqualTo(given);
    assertThat(choice.decay()).isEqualTo(new Decay(33));
    assertThat(choice.choices())
        .extracting(Choice::setting)
        .doesNotContain("profile.factorisation", "profile.half-life-days")
        .hasSize(1);
  }

  @Test
  void whatIsOpenIsTriedAndSaid() {
    SpaceChoice choice = choose(LOG, options(Optional.empty(), Optional.empty()), 2);
    assertThat(choice.choices())
        .extracting(Choice::setting)
        .startsWith("profile.factorisation", "profile.half-life-days");
    for (Choice made : choice.choices()) {
      assertThat(made.trials()).extracting(Trial::value).contains(made.chosen());
      assertThat(made.trials()).allSatisfy(t -> assertThat(t.figure()).isBetween(0.0, 1.0));
      assertThat(made.criterion().code()).isEqualTo("trial-segments");
    }
    assertThat(choice.choices().getFirst().chosen()).isEqualTo(choice.factorisation().key());
    assertThat(choose(LOG, options(Optional.empty(), Optional.empty()), 1)).isEqualTo(choice);
  }

  @Test
  void withoutTimesNothingFades() {
    EventLog log = PlantedEvents.of(Shape.PLAIN.withUsers(100).withoutTimes(), 9).log();
    SpaceChoice choice = choose(log, options(Optional.empty(), Optional.empty()), 2);
    assertThat(choice.decay()).isEqualTo(Decay.NONE);
    assertThat(choice.choices())
        .filteredOn(made -> made.setting().equals("profile.half-life-days"))
        .extracting(Choice::chosen, Choice::criterion)
        .containsExactly(tuple("none", Note.of("default-no-times")));
  }

  @Test
  void withTooFewUsersTheDefaultsStandAndNothingIsTried() {
    EventLog log = PlantedEvents.of(Shape.PLAIN.withUsers(30), 9).log();
    SpaceChoice choice = choose(log, options(Optional.empty(), Optional.empty()), 2);
    assertThat(choice.factorisation()).isEqualTo(Factorisation.PPMI);
    assertThat(choice.choices())
        .extracting(Choice::setting)
        .containsExactly("profile.factorisation", "profile.half-life-days", "segments.k");
    assertThat(choice.choices())
        .allSatisfy(
            made -> {
              assertThat(made.criterion().code()).startsWith("default-");
              assertThat(made.trials()).isEmpty();
            });
    assertThat(choice.decay().halfLifeDays()).isBetween(30.0, 60.0);
  }

  @ParameterizedTest
  @CsvSource({"0.125, 0.125", "1.23456, 1.23", "43.44, 43.4", "182.93, 183", "1234, 1230"})
  void daysAreSaidInThreeDigits(double days, String said) {
    assertThat(SpaceChoice.days(days)).isEqualTo(said);
  }
}
