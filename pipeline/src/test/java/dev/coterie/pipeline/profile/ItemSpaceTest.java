package dev.coterie.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.HandwrittenLog;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.embed.VectorCache;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemSpaceTest {
  private static final Workers WORKERS = Workers.of(2);
  private static final PlantedEvents PLANTED = PlantedEvents.of(Shape.PLAIN, 7);
  private static final EventLog LOG = PLANTED.log();
  private static final List<TextBlock> TEXTS = texts(LOG);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  static List<TextBlock> texts(EventLog log) {
    return new ItemEmbedding(EmbeddingOptions.all("tfidf"), VectorCache.none())
        .embed(log, 1, WORKERS, Progress.NONE)
        .blocks();
  }

  private static ItemSpace space(EventLog log, List<TextBlock> texts, Factorisation factorisation) {
    return Profiling.space(
        log, new BitSet(), texts, factorisation, ProfileOptions.defaults(), 3, WORKERS);
  }

  /** The interest of every entity: items, then searches. */
  private static int[] interests() {
    return IntStream.concat(
            Arrays.stream(PLANTED.interestOfItem()),
            LOG.texts().stream().mapToInt(PlantedEvents::interestOfSearch))
        .toArray();
  }

  private static double meanCosine(Matrix vectors, int from, int[] interests, boolean same) {
    double sum = 0;
    int n = 0;
    for (int i = from; i < vectors.rows(); i++) {
      for (int j = 0; j < i; j++) {
        if ((interests[i] == interests[j]) == same) {
          sum +=
              VectorMath.cosine(
                  vectors.data(),
                  vectors.offset(i),
                  vectors.data(),
                  vectors.offset(j),
                  vectors.columns());
          n++;
        }
      }
    }
    return sum / n;
  }

  @Test
  void itemsOfOneInterestLieTogether() {
    Matrix vectors = space(LOG, List.of(), Factorisation.PPMI).vectors();
    double inside = meanCosine(vectors, 0, interests(), true);
    double across = meanCosine(vectors, 0, interests(), false);
    assertThat(inside).isGreaterThan(across + 0.2);
  }

  @ParameterizedTest
  @EnumSource(Factorisation.class)
  void usersOfOneInterestLieTogether(Factorisation factorisation) {
    ItemSpace space = space(LOG, List.of(), factorisation);
    Matrix users = Profiling.interest(LOG, space, Decay.NONE, LOG.latest(), WORKERS);
    double inside = meanCosine(users, 0, PLANTED.interestOfUser(), true);
    double across = meanCosine(users, 0, PLANTED.interestOfUser(), false);
    assertThat(inside).isGreaterThan(across + 0.2);
  }

  @Test
  void searchesLieWithTheItemsOfTheirInterest() {
    ItemSpace space = space(LOG, List.of(), Factorisation.PPMI);
    assertThat(space.vectors().rows()).isEqualTo(LOG.items().size() + LOG.texts().size());
    double inside = meanCosine(space.vectors(), space.items(), interests(), true);
    double across = meanCosine(space.vectors(), space.items(), interests(), false);
    assertThat(inside).isGreaterThan(across + 0.2);
  }

  @Test
  void anItemThatNobodyTouchedLiesWhereItsTextSays() {
    IntPredicate isNew = item -> item >= LOG.items().size() - 8;
    EventLog known =
        LOG.select(
            IntStream.range(0, LOG.size())
                .filter(e -> LOG.item()[e] == EventLog.NONE || !isNew.test(LOG.item()[e]))
                .toArray());
    ItemSpace space = space(known, TEXTS, Factorisation.PPMI);
    assertThat(space.textMaps()).hasSize(1);
    assertThat(space.textMaps().getFirst().explained()).isBetween(0.05, 1.0);
    Matrix places = new TextPlaces(space, TEXTS, WORKERS).items();
    int[] interest = PLANTED.interestOfItem();
    for (int i = 0; i < interest.length; i++) {
      if (isNew.test(i)) {
        assertThat(nearestInterest(space.vectors(), i, interest, isNew)).isEqualTo(interest[i]);
        assertThat(VectorMath.norm(places.data(), places.offset(i), places.columns())).isPositive();
      }
    }
  }

  /** The interest whose touched items are nearest on average. */
  private static int nearestInterest(Matrix vectors, int item, int[] interest, IntPredicate isNew) {
    double[] cosine = new double[4];
    for (int j = 0; j < interest.length; j++) {
      if (!isNew.test(j)) {
        cosine[interest[j]] +=
            VectorMath.cosine(
                vectors.data(),
                vectors.offset(item),
                vectors.data(),
                vectors.offset(j),
                vectors.columns());
      }
    }
    return IntStream.range(0, cosine.length)
        .reduce((a, b) -> cosine[b] > cosine[a] ? b : a)
        .orElseThrow();
  }

  @Test
  void whereNothingIsSharedTheTextSpaceIsTheItemSpace() {
    EventLog few = LOG.select(IntStream.range(0, 8).toArray());
    ItemSpace space = space(few, TEXTS, Factorisation.PPMI);
    assertThat(space.method()).isEqualTo("content");
    assertThat(space.dimension()).isEqualTo(TEXTS.getFirst().vectors().columns());
    assertThat(space.vectors().row(0))
        .isEqualTo(TEXTS.getFirst().vectors().row(TEXTS.getFirst().itemRow()[0]));
  }

  @Test
  void withoutTextAndWithoutAnythingSharedThereIsStillASpace() {
    EventLog few = LOG.select(IntStream.range(0, 8).toArray());
    ItemSpace space = space(few, List.of(), Factorisation.PPMI);
    assertThat(space.vectors().rows()).isEqualTo(LOG.items().size() + LOG.texts().size());
    space.vectors().requireFinite("vectors");
  }

  @ParameterizedTest
  @EnumSource(Factorisation.class)
  void usersWhoTouchedAllTheSameStillHaveAnInterest(Factorisation factorisation) {
    HandwrittenLog alike = new HandwrittenLog();
    for (int u = 0; u < 40; u++) {
      for (int i = 0; i < 15; i++) {
        alike.event("u" + (10 + u), EventKind.VIEW, "i" + (10 + i), 0);
      }
    }
    EventLog log = alike.log();
    ItemSpace space = space(log, List.of(), factorisation);
    Matrix interest = Profiling.interest(log, space, Decay.NONE, 0, WORKERS);
    for (int u = 0; u < interest.rows(); u++) {
      assertThat(VectorMath.norm(interest.data(), interest.offset(u), interest.columns()))
          .isCloseTo(1, within(1e-4f));
    }
  }

  @ParameterizedTest
  @EnumSource(Factorisation.class)
  void everythingIsANumberAndTheSameForAnyThreads(Factorisation factorisation) {
    ItemSpace two = space(LOG, TEXTS, factorisation);
    two.vectors().requireFinite("vectors");
    try (Workers one = Workers.of(1)) {
      ItemSpace alone =
          Profiling.space(
              LOG, new BitSet(), TEXTS, factorisation, ProfileOptions.defaults(), 3, one);
      assertThat(alone.vectors()).isEqualTo(two.vectors());
    }
  }
}
