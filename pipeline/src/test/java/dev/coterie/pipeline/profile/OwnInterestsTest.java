package dev.coterie.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnInterestsTest {
  private static final PlantedEvents PLANTED = PlantedEvents.of(Shape.PLAIN.withMixed(0.3, 0), 4);
  private static final EventLog LOG = PLANTED.log();

  private static List<List<Interest>> interests(int most, int threads) {
    try (Workers workers = Workers.of(threads)) {
      ItemSpace space =
          Profiling.space(
              LOG,
              new BitSet(),
              List.of(),
              Factorisation.PPMI,
              ProfileOptions.defaults(),
              3,
              workers);
      Touches touches = Touches.of(LOG, space.decay(), LOG.latest(), new BitSet());
      return OwnInterests.of(space, touches, most, workers);
    }
  }

  @Test
  void aUserOfTwoInterestsHasBothAndAPureUserMostlyOne() {
    List<List<Interest>> interests = interests(5, 2);
    int two = 0;
    int both = 0;
    int pure = 0;
    int own = 0;
    for (int u = 0; u < interests.size(); u++) {
      Set<Integer> found = new TreeSet<>();
      interests.get(u).forEach(i -> found.add(PLANTED.interestOfItem()[i.item()]));
      if (PLANTED.isPure(u)) {
        pure++;
        int heaviest = interests.get(u).getFirst().item();
        own += PLANTED.interestOfItem()[heaviest] == PLANTED.interestOfUser()[u] ? 1 : 0;
      } else {
        two++;
        both +=
            found.containsAll(Set.of(PLANTED.interestOfUser()[u], PLANTED.secondInterest()[u]))
                ? 1
                : 0;
      }
    }
    assertThat((double) both / two).isGreaterThan(0.9);
    assertThat((double) own / pure).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void weightsSumToOneHeaviestFirstAndThereAreNoMoreThanAsked(int most) {
    for (List<Interest> ofUser : interests(most, 2)) {
      assertThat(ofUser).hasSizeBetween(1, most);
      assertThat(ofUser.stream().mapToDouble(Interest::weight).sum()).isCloseTo(1, within(1e-6));
      assertThat(ofUser).isSortedAccordingTo(Comparator.comparingDouble(i -> -i.weight()));
      assertThat(ofUser.stream().map(Interest::item)).doesNotHaveDuplicates();
    }
  }

  @Test
  void medoidsAreItemsThatTheUserTouched() {
    List<List<Interest>> interests = interests(5, 2);
    Touches touches = Touches.of(LOG, Decay.NONE, LOG.latest(), new BitSet());
    for (int u = 0; u < interests.size(); u++) {
      Set<Integer> touched = new TreeSet<>();
      for (int p = touches.liked().start(u); p < touches.liked().end(u); p++) {
        touched.add(touches.liked().column(p));
      }
      assertThat(touched).containsAll(interests.get(u).stream().map(Interest::item).toList());
    }
  }

  @Test
  void areTheSameForAnyThreads() {
    assertThat(interests(5, 1)).isEqualTo(interests(5, 4));
  }
}
