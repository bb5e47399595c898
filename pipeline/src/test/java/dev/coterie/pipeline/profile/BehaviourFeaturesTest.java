package dev.coterie.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Profiles.Scaling;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.HandwrittenLog;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BehaviourFeaturesTest {
  private static final long NOW = HandwrittenLog.day(120);

  private static EventLog log() {
    return new HandwrittenLog()
        .item("bread", "Bread", "bakery")
        .item("cake", "Cake", "bakery")
        .item("saw", "Saw", "tools")
        .event("ann", EventKind.VIEW, "bread", HandwrittenLog.day(100))
        .event("ann", EventKind.VIEW, "bread", HandwrittenLog.day(100) + 5)
        .purchase("ann", "saw", 2, 10, HandwrittenLog.day(104))
        .purchase("ann", "cake", Float.NaN, 3, HandwrittenLog.day(108))
        .search("ben", "rye bread", HandwrittenLog.day(120))
        .user("cy")
        .log();
  }

  private static float value(BehaviourFeatures.Table table, int user, String feature) {
    assertThat(table.names()).contains(feature);
    return table.values().get(user, table.names().indexOf(feature));
  }

  @Test
  void countWhatUsersDid() {
    BehaviourFeatures.Table table = BehaviourFeatures.of(log(), NOW);
    assertThat(value(table, 0, "count_view")).isEqualTo(2);
    assertThat(value(table, 0, "count_purchase")).isEqualTo(2);
    assertThat(value(table, 1, "count_search")).isEqualTo(1);
    assertThat(value(table, 1, "count_view")).isZero();
    assertThat(table.names()).doesNotContain("count_hide");
  }

  @Test
  void givenCountsAreTheCounts() {
    EventLog log =
        new HandwrittenLog()
            .counted("ann", EventKind.VIEW, "hiking", 57)
            .counted("ann", EventKind.SEARCH, "hiking", 12)
            .counted("ann", EventKind.PURCHASE, "hiking", 2.5f)
            .counted("ben", EventKind.VIEW, "cooking", 3)
            .log();
    BehaviourFeatures.Table table = BehaviourFeatures.of(log, NOW);
    assertThat(value(table, 0, "count_view")).isEqualTo(57);
    assertThat(value(table, 0, "count_search")).isEqualTo(12);
    assertThat(value(table, 0, "count_purchase")).isEqualTo(2.5f);
    assertThat(value(table, 1, "count_view")).isEqualTo(3);
    assertThat(value(table, 1, "count_search")).isZero();
  }

  @Test
  void tellRecencyTenureAndRegularity() {
    BehaviourFeatures.Table table = BehaviourFeatures.of(log(), NOW);
    assertThat(value(table, 0, "recency_days")).isEqualTo(12);
    assertThat(value(table, 0, "tenure_days")).isEqualTo(8);
    assertThat(value(table, 0, "active_days")).isEqualTo(3);
    assertThat(value(table, 0, "regularity")).isEqualTo(1);
    assertThat(value(table, 1, "recency_days")).isZero();
    assertThat(value(table, 1, "regularity")).isNaN();
    assertThat(value(table, 2, "recency_days")).isNaN();
  }

  @Test
  void tellSpreadAndSpend() {
    BehaviourFeatures.Table table = BehaviourFeatures.of(log(), NOW);
    assertThat(value(table, 0, "distinct_items")).isEqualTo(3);
    assertThat((double) value(table, 0, "category_spread"))
        .isCloseTo(Math.exp(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25)), within(1e-5));
    assertThat(value(table, 0, "spend")).isEqualTo(23);
    assertThat(value(table, 1, "spend")).isZero();
  }

  @Test
  void sayNothingOfTimesOrPricesThatAreNotThere() {
    EventLog log =
        new HandwrittenLog().event("ann", EventKind.VIEW, "bread", EventLog.NO_TIME).log();
    assertThat(BehaviourFeatures.of(log, EventLog.NO_TIME).names())
        .containsExactly("count_view", "distinct_items");
  }

  @Test
  void standardScoresHaveMeanZeroAndVarianceOne() {
    Matrix scaled = scaled(Scaler.STANDARD);
    for (int j = 0; j < scaled.columns(); j++) {
      int column = j;
      double mean = users(scaled).mapToDouble(u -> scaled.get(u, column)).average().orElse(9);
      double square =
          users(scaled).mapToDouble(u -> Math.pow(scaled.get(u, column), 2)).average().orElse(9);
      assertThat(mean).isCloseTo(0, within(1e-4));
      assertThat(square)
          .satisfiesAnyOf(
              s -> assertThat(s).isCloseTo(1, within(1e-3)), s -> assertThat(s).isZero());
    }
  }

  @Test
  void minAndMaxBecomeZeroAndOne() {
    Matrix scaled = scaled(Scaler.MIN_MAX);
    for (int j = 0; j < scaled.columns(); j++) {
      int column = j;
      double[] values = users(scaled).mapToDouble(u -> scaled.get(u, column)).sorted().toArray();
      assertThat(values[0]).isCloseTo(0, within(1e-5));
      assertThat(values[values.length - 1])
          .satisfiesAnyOf(
              v -> assertThat(v).isCloseTo(1, within(1e-5)), v -> assertThat(v).isZero());
    }
  }

  @Test
  void unitRowsHaveLengthOne() {
    Matrix scaled = scaled(Scaler.UNIT_LENGTH);
    for (int u = 0; u < scaled.rows(); u++) {
      double squares = 0;
      for (float value : scaled.row(u)) {
        squares += (double) value * value;
      }
      assertThat(squares).isCloseTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Scaler.class)
  void whatWasFittedIsAppliedAgain(Scaler scaler) {
    EventLog log = PlantedEvents.of(Shape.PLAIN, 3).log();
    BehaviourFeatures.Table table = BehaviourFeatures.of(log, log.latest());
    List<Scaling> scaling = scaler.fit(table);
    Matrix all = scaler.apply(scaling, table.values());
    int[] some = {5, 0, 77};
    assertThat(scaler.apply(scaling, table.values().select(some))).isEqualTo(all.select(some));
    all.requireFinite("scaled");
  }

  @ParameterizedTest
  @EnumSource(Scaler.class)
  void usersOfWhomNothingIsKnownGetNumbersToo(Scaler scaler) {
    BehaviourFeatures.Table table = BehaviourFeatures.of(log(), NOW);
    scaler.apply(scaler.fit(table), table.values()).requireFinite("scaled");
  }

  @ParameterizedTest
  @EnumSource(Scaler.class)
  void featuresThatNewUsersLackAreNumbersToo(Scaler scaler) {
    BehaviourFeatures.Table table = BehaviourFeatures.of(log(), NOW);
    EventLog few =
        new HandwrittenLog().event("dee", EventKind.LIKE, "saw", HandwrittenLog.day(130)).log();
    Matrix scaled =
        scaler.apply(
            scaler.fit(table), BehaviourFeatures.of(few, NOW).select(table.names()).values());
    scaled.requireFinite("scaled");
    assertThat(scaled.columns()).isEqualTo(table.names().size());
  }

  private static Matrix scaled(Scaler scaler) {
    EventLog log = PlantedEvents.of(Shape.PLAIN, 3).log();
    BehaviourFeatures.Table table = BehaviourFeatures.of(log, log.latest());
    return scaler.apply(scaler.fit(table), table.values());
  }

  private static IntStream users(Matrix matrix) {
    return IntStream.range(0, matrix.rows());
  }
}
