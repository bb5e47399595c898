package dev.coterie.pipeline.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Recommendation;
import dev.coterie.domain.Recommendation.Reason;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.HandwrittenLog;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.PlantedFit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommenderFittingTest {
  private static final Workers WORKERS = Workers.of(2);
  private static final PlantedEvents PLANTED = PlantedEvents.of(Shape.PLAIN.withUsers(200), 31);
  private static final EventLog LOG = withWishes(PLANTED.log());
  private static final PlantedFit FIT = PlantedFit.of(LOG, WORKERS);
  private static final Recommenders FITTED = fit(FIT, new BitSet(), 10, false, WORKERS);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  /** Every user hides one item and dislikes another at the end; three items are not sold. */
  private static EventLog withWishes(EventLog log) {
    HandwrittenLog wishes = HandwrittenLog.of(log);
    long end = log.latest() + 1;
    for (int u = 0; u < log.users().size(); u++) {
      wishes.event(log.users().get(u), EventKind.HIDE, log.items().get(u % 100).id(), end);
      wishes.event(
          log.users().get(u), EventKind.DISLIKE, log.items().get((u + 50) % 100).id(), end);
    }
    for (int i : new int[] {4, 5, 6}) {
      wishes.item(unlisted(log.items().get(i)));
    }
    return wishes.log();
  }

  private static Item unlisted(Item item) {
    return new Item(
        item.id(),
        item.title(),
        item.description(),
        item.categories(),
        item.tags(),
        item.language(),
        item.attributes(),
        false);
  }

  private static Recommenders fit(
      PlantedFit fit, BitSet robots, int length, boolean seen, Workers workers) {
    return RecommenderFitting.fit(
        fit.events(),
        robots,
        fit.audience(),
        known -> fit.earlier(known, workers),
        Optional.empty(),
        new RecommendOptions(length, seen),
        42,
        workers,
        Progress.NONE);
  }

  /** What may not be in a user's list. */
  private static Set<Integer> excluded(EventLog log, int user) {
    Set<Integer> excluded = new TreeSet<>();
    for (int e = 0; e < log.size(); e++) {
      if (log.user()[e] == user
          && log.item()[e] != EventLog.NONE
          && (log.weight(e) > 0 || log.weight(e) <= -1)) {
        excluded.add(log.item()[e]);
      }
    }
    for (int i = 0; i < log.items().size(); i++) {
      if (!log.items().get(i).listed()) {
        excluded.add(i);
      }
    }
    return excluded;
  }

  private static void holds(EventLog log, List<List<Recommendation>> lists, int length) {
    assertThat(lists).hasSize(log.users().size());
    for (int u = 0; u < lists.size(); u++) {
      Set<Integer> excluded = excluded(log, u);
      List<Recommendation> list = lists.get(u);
      assertThat(list).hasSize(Math.min(length, log.items().size() - excluded.size()));
      assertThat(list.stream().map(Recommendation::item))
          .doesNotHaveDuplicates()
          .doesNotContainAnyElementsOf(excluded);
      for (int i = 0; i < list.size(); i++) {
        Recommendation r = list.get(i);
        assertThat(r.rank()).isEqualTo(i + 1);
        assertThat(r.affinity()).isBetween(0.0, 1.0);
        assertThat(r.score()).isFinite();
        assertThat(r.reasons()).doesNotHaveDuplicates();
        if (i < 10) {
          assertThat(r.reasons()).isNotEmpty();
        }
        if (i > 0) {
          assertThat(r.score()).isLessThanOrEqualTo(list.get(i - 1).score());
          assertThat(r.affinity()).isLessThanOrEqualTo(list.get(i - 1).affinity());
        }
      }
    }
  }

  @Test
  void listsHoldWhatIsUnseenSoldAndNotTurnedDown() {
    holds(LOG, FITTED.lists(), 10);
  }

  @Test
  void aListThatIsLongerThanWhatIsLeftEndsThere() {
    holds(LOG, fit(FIT, new BitSet(), 115, false, WORKERS).lists(), 115);
  }

  @Test
  void mostOfAListIsOfTheUsersInterest() {
    int own = 0;
    int all = 0;
    for (int u = 0; u < FITTED.lists().size(); u++) {
      for (Recommendation r : FITTED.lists().get(u).subList(0, 5)) {
        own += PLANTED.interestOfItem()[r.item()] == PLANTED.interestOfUser()[u] ? 1 : 0;
        all++;
      }
    }
    assertThat((double) own / all).isGreaterThan(0.7);
  }

  @Test
  void seenItemsComeAgainWhereThatIsAsked() {
    Recommenders again = fit(FIT, new BitSet(), 10, true, WORKERS);
    int seen = 0;
    for (int u = 0; u < again.lists().size(); u++) {
      for (Recommendation r : again.lists().get(u)) {
        seen += excluded(LOG, u).contains(r.item()) ? 1 : 0;
        assertThat(LOG.items().get(r.item()).listed()).isTrue();
        assertThat(r.item()).isNotEqualTo(u % 100);
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void reasonsNameSegmentsAndItemsThatThereAre() {
    for (int u = 0; u < FITTED.lists().size(); u++) {
      for (Recommendation r : FITTED.lists().get(u)) {
        for (Reason reason : r.reasons()) {
          switch (reason) {
            case Reason.PopularInSegment p -> {
              assertThat(FIT.audience().segmentIds()).anyMatch(ids -> ids.contains(p.segment()));
              assertThat(p.share()).isBetween(0.0, 1.0);
            }
            case Reason.LikeItem like -> assertThat(excluded(LOG, u)).contains(like.item());
            case Reason.SimilarText text -> assertThat(excluded(LOG, u)).contains(text.item());
            case Reason.NearestUsers n -> assertThat(n.users()).isPositive();
            case Reason.PopularNow p -> assertThat(p.users()).isPositive();
          }
        }
      }
    }
  }

  @Test
  void robotsTeachNothingButGetAListOfWhatTheyHaveNotSeen() {
    BitSet robots = new BitSet();
    robots.set(3);
    robots.set(150);
    holds(LOG, fit(FIT, robots, 10, false, WORKERS).lists(), 10);
  }

  @Test
  void whatWasLearnedIsTold() {
    assertThat(FITTED.settings().weights()).containsOnlyKeys(FITTED.fusion().weights().keySet());
    assertThat(FITTED.settings().scores()).isSorted().hasSameSizeAs(FITTED.settings().affinities());
    assertThat(FITTED.settings().affinities()).isSorted();
    assertThat(FITTED.fusion().validation()).containsKey("fused");
    assertThat(FITTED.choices()).allSatisfy(c -> assertThat(c.setting()).startsWith("recommend."));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void listsAreTheSameForAnyThreads(int threads) {
    try (Workers workers = Workers.of(threads)) {
      assertThat(fit(FIT, new BitSet(), 10, false, workers).lists()).isEqualTo(FITTED.lists());
    }
  }

  @Test
  void worksWithoutTimes() {
    EventLog log = PlantedEvents.of(Shape.PLAIN.withUsers(120).withoutTimes(), 32).log();
    holds(log, fit(PlantedFit.of(log, WORKERS), new BitSet(), 10, false, WORKERS).lists(), 10);
  }

  @Test
  void worksWithoutText() {
    EventLog log = PlantedEvents.of(Shape.PLAIN.withUsers(120).withoutText(), 33).log();
    holds(log, fit(PlantedFit.of(log, WORKERS), new BitSet(), 10, false, WORKERS).lists(), 10);
  }

  @Test
  void withoutACatalogueEverythingMayBeRecommended() {
    HandwrittenLog bare = HandwrittenLog.of(PlantedEvents.of(Shape.PLAIN.withUsers(60), 34).log());
    bare.log().items().forEach(item -> bare.item(unlisted(item)));
    EventLog log = bare.log();
    assertThat(fit(PlantedFit.of(log, WORKERS), new BitSet(), 10, false, WORKERS).lists())
        .allSatisfy(list -> assertThat(list).hasSize(10));
  }
}
