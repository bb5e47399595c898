package dev.coterie.pipeline.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.Description.Lift;
import dev.coterie.domain.EventKind;
import dev.coterie.pipeline.HandwrittenLog;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LiftsTest {
  /** 100 users, the first 50 in group 0. */
  private static final Groups HALVES = halves();

  private static Groups halves() {
    int[] of = new int[100];
    for (int u = 50; u < 100; u++) {
      of[u] = 1;
    }
    return new Groups(2, of, List.of("s1", "s2"));
  }

  private static HandwrittenLog log() {
    HandwrittenLog log = new HandwrittenLog();
    for (int u = 0; u < 100; u++) {
      log.user(user(u)).event(user(u), EventKind.VIEW, "everyone's", u);
      if (u < 30 || u >= 95) {
        log.event(user(u), EventKind.VIEW, "telling", u);
      }
    }
    return log.event(user(1), EventKind.VIEW, "rare", 1);
  }

  private static String user(int u) {
    return String.format(Locale.ROOT, "u%02d", u);
  }

  @Test
  void neitherTheRareNorThePopularWin() {
    Lifts lifts = Lifts.of(Touched.items(log().log()), HALVES);
    assertThat(lifts.top(0, 1, 10)).extracting(Lift::id).containsExactly("telling", "rare");
  }

  @Test
  void liftIsShrunkByTenUsersWhoAreLikeEveryone() {
    Lifts lifts = Lifts.of(Touched.items(log().log()), HALVES);
    Lift telling = lifts.top(0, 1, 1).getFirst();
    assertThat(telling.users()).isEqualTo(30);
    assertThat(telling.share()).isCloseTo(0.6, within(1e-9));
    assertThat(telling.lift()).isCloseTo((30 + 10 * 0.35) / 60 / 0.35, within(1e-9));
    Lift rare = lifts.top(0, 1, 2).getLast();
    assertThat(rare.lift()).isLessThan(2);
  }

  @Test
  void whatFewerUsersTouchedThanAskedIsLeftOut() {
    Lifts lifts = Lifts.of(Touched.items(log().log()), HALVES);
    assertThat(lifts.top(0, 2, 10)).extracting(Lift::id).containsExactly("telling");
  }

  @Test
  void aDislikeIsNoTouchAndTwiceCountsOnce() {
    HandwrittenLog log =
        log()
            .event(user(2), EventKind.DISLIKE, "rare", 2)
            .event(user(1), EventKind.VIEW, "rare", 3);
    Lift rare = Lifts.of(Touched.items(log.log()), HALVES).top(0, 1, 2).getLast();
    assertThat(rare.id()).isEqualTo("rare");
    assertThat(rare.users()).isEqualTo(1);
  }
}
