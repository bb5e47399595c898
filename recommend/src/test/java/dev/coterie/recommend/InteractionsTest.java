package dev.coterie.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InteractionsTest {
  private static final long DAY = Shop.DAY;

  private static Interactions one(float[] weight, long[] time) {
    return Interactions.of(
        1, 2, new int[weight.length], new int[weight.length], weight, time, 10 * DAY);
  }

  @Test
  void strengthIsThatOfTheStrongestEventOverTheStrongestOfAll() {
    Interactions interactions =
        Interactions.of(
            2,
            2,
            new int[] {0, 0, 1},
            new int[] {1, 1, 0},
            new float[] {1, 1.5f, 3},
            new long[] {DAY, 4 * DAY, 2 * DAY},
            10 * DAY);
    assertThat(interactions.strengths().get(0, 1)).isEqualTo(0.5f);
    assertThat(interactions.strengths().get(1, 0)).isEqualTo(1);
    assertThat(interactions.count(0)).isEqualTo(2);
    assertThat(interactions.time(Touch.FIRST, 0)).isEqualTo(DAY);
    assertThat(interactions.time(Touch.LAST, 0)).isEqualTo(4 * DAY);
    assertThat(interactions.span()).isEqualTo(9 * DAY);
    assertThat(interactions.usersByItem()).containsExactly(1, 1);
  }

  @Test
  void fadesByTheTouchThatIsAskedFor() {
    Interactions interactions = one(new float[] {1, 1}, new long[] {0, 8 * DAY});
    HalfLife twoDays = new HalfLife(2);
    assertThat(interactions.faded(Touch.LAST, twoDays).value(0)).isEqualTo(0.5f);
    assertThat(interactions.faded(Touch.FIRST, twoDays).value(0)).isEqualTo(1f / 32);
    assertThat(interactions.faded(Touch.FIRST, HalfLife.NEVER).value(0)).isEqualTo(1);
  }

  @Test
  void aPowerDampsStrengthsAndHistoriesThatAreAskedAboutLater() {
    Interactions whole =
        Interactions.of(
            1, 2, new int[2], new int[] {0, 1}, new float[] {1, 4}, new long[2], 10 * DAY);
    Interactions damped = whole.damped(0.5);
    assertThat(damped.strengths().values()).containsExactly(0.5f, 1);
    assertThat(damped.damped(0.5).strengths().get(0, 0)).isCloseTo(0.7071f, within(1e-4f));
    assertThat(damped.damped(0).strengths().values()).containsExactly(1, 1);
    History later = damped.history(new int[] {0, 1}, new float[] {1, 4}, new long[2], 11 * DAY);
    assertThat(later.strengths()).containsExactly(damped.history(0).strengths());
    assertThat(whole.strengths().values()).containsExactly(0.25f, 1);
    assertThatThrownBy(() -> whole.damped(Double.NaN)).hasMessageContaining("exponent");
  }

  @Test
  void aHideTakesThePairOutAndExcludesIt() {
    Interactions interactions = one(new float[] {3, -3}, new long[] {DAY, 2 * DAY});
    assertThat(interactions.size()).isZero();
    assertThat(interactions.history(0).excluded()).containsExactly(0);
  }

  @Test
  void whoComesBackAfterAHideIsNotExcluded() {
    Interactions interactions = one(new float[] {-3, 3}, new long[] {DAY, 2 * DAY});
    assertThat(interactions.size()).isOne();
    assertThat(interactions.history(0).excluded()).isEmpty();
  }

  @Test
  void withoutTimesAHideWins() {
    long none = Interactions.NO_TIME;
    Interactions interactions = one(new float[] {-3, 3}, new long[] {none, none});
    assertThat(interactions.history(0).excluded()).containsExactly(0);
    assertThat(interactions.span()).isZero();
  }

  @Test
  void weakNegativesTakeStrengthButExcludeNothing() {
    Interactions interactions = one(new float[] {1, -0.25f, -0.25f}, new long[] {0, 1, 2});
    assertThat(interactions.strengths().value(0)).isEqualTo(0.5f);
    assertThat(one(new float[] {-0.02f}, new long[] {0}).size()).isZero();
    assertThat(one(new float[] {-0.02f}, new long[] {0}).history(0).excluded()).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> one(new float[] {Float.NaN}, new long[] {0}))
        .hasMessageContaining("NaN");
    assertThatThrownBy(
            () ->
                Interactions.of(
                    1, 1, new int[] {0}, new int[] {1}, new float[] {1}, new long[] {0}, 0))
        .hasMessageContaining("item 1 of 1");
    assertThatThrownBy(() -> new HalfLife(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new HalfLife(0)).hasMessageContaining("0");
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void theOrderOfTheEventsDoesNotMatter(Cases cases) {
    Shop shop = Shop.of(cases.seed(), 20, 30, 3, 12);
    int[] order = new int[shop.user().length];
    SplittableRandom random = cases.random("order");
    for (int e = 0; e < order.length; e++) {
      int at = random.nextInt(e + 1);
      order[e] = order[at];
      order[at] = e;
    }
    Interactions straight = shop.interactions();
    Interactions shuffled = shop.select(order).interactions();
    assertThat(shuffled.strengths().indices()).isEqualTo(straight.strengths().indices());
    HalfLife halfLife = new HalfLife(20);
    for (Touch touch : Touch.values()) {
      assertThat(shuffled.faded(touch, halfLife).values())
          .isEqualTo(straight.faded(touch, halfLife).values());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void theEventsOfAUserFoldInToItsHistory(Cases cases) {
    Shop shop = Shop.of(cases.seed(), 20, 30, 3, 12);
    Interactions interactions = shop.interactions();
    int[] events = new int[12];
    for (int e = 0; e < 12; e++) {
      events[e] = 7 * 12 + e;
    }
    Shop own = shop.select(events);
    History folded = interactions.history(own.item(), own.weight(), own.time(), interactions.now());
    History trained = interactions.history(7);
    assertThat(folded).usingRecursiveComparison().isEqualTo(trained);
  }

  @Test
  void keepsOnlyThePairsOfSomeItems() {
    Interactions interactions = Shop.of(1, 10, 12, 3, 8).interactions();
    BitSet some = new BitSet();
    some.set(0, 5);
    Interactions few = interactions.onItems(some);
    assertThat(few.items()).isEqualTo(12);
    for (int u = 0; u < 10; u++) {
      for (int i = 0; i < 12; i++) {
        assertThat(few.strengths().get(u, i))
            .isEqualTo(i < 5 ? interactions.strengths().get(u, i) : 0);
      }
    }
  }

  @Test
  void halfLivesHalve() {
    HalfLife week = HalfLife.ofSpan(70 * DAY, 0.1);
    assertThat(week.days()).isCloseTo(7, within(1e-9));
    assertThat(week.at(0, 7 * DAY)).isCloseTo(0.5, within(1e-9));
    assertThat(week.at(8 * DAY, 7 * DAY)).isEqualTo(1);
    assertThat(week.at(Interactions.NO_TIME, 7 * DAY)).isEqualTo(1);
    assertThat(HalfLife.NEVER).hasToString("never").isGreaterThan(week);
  }
}
