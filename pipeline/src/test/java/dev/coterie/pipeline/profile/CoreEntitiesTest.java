package dev.coterie.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A catalogue with more shared items than the dense matrix of a factorisation may hold. */
class CoreEntitiesTest {
  private static final PlantedEvents PLANTED = PlantedEvents.of(Shape.PLAIN, 7);
  private static final EventLog LOG = PLANTED.log();
  private static final Touches TOUCHES = Touches.of(LOG, Decay.NONE, LOG.latest(), new BitSet());

  private static float cosine(Matrix vectors, int a, Matrix others, int b) {
    return VectorMath.cosine(
        vectors.data(), vectors.offset(a), others.data(), others.offset(b), vectors.columns());
  }

  @ParameterizedTest
  @EnumSource(Factorisation.class)
  void whatIsTooMuchForTheCoreLiesWithItsInterest(Factorisation factorisation) {
    CoreEntities core = CoreEntities.of(TOUCHES, 110);
    assertThat(core.size()).isEqualTo(110);
    assertThat(core.others()).hasSizeGreaterThan(20);
    try (Workers workers = Workers.of(2)) {
      Matrix vectors = factorisation.entities(TOUCHES, core, 16, 3, workers);
      vectors.requireFinite("vectors");
      int[] interest = PLANTED.interestOfItem();
      int[] others =
          IntStream.of(core.others()).filter(entity -> entity < interest.length).toArray();
      assertThat(others).hasSizeGreaterThan(15);
      long right =
          IntStream.of(others).filter(i -> nearest(vectors, i, core) == interest[i]).count();
      assertThat(right).isGreaterThanOrEqualTo((long) (0.8 * others.length));
    }
  }

  /** The interest whose items of the core are nearest on average. */
  private static int nearest(Matrix vectors, int item, CoreEntities core) {
    int[] interest = PLANTED.interestOfItem();
    double[] sum = new double[4];
    int[] count = new int[4];
    for (int other : core.entities()) {
      if (other < interest.length) {
        sum[interest[other]] += cosine(vectors, item, vectors, other);
        count[interest[other]]++;
      }
    }
    return IntStream.range(0, 4)
        .reduce((a, b) -> sum[b] / count[b] > sum[a] / count[a] ? b : a)
        .orElseThrow();
  }

  /** The least touched entity of the core is placed where it was when the core is one smaller. */
  @ParameterizedTest
  @EnumSource(Factorisation.class)
  void leavingTheCoreHardlyMovesAnEntity(Factorisation factorisation) {
    CoreEntities core = CoreEntities.of(TOUCHES, 80);
    CoreEntities smaller = CoreEntities.of(TOUCHES, 79);
    int left =
        IntStream.of(core.entities())
            .filter(entity -> IntStream.of(smaller.others()).anyMatch(o -> o == entity))
            .findFirst()
            .orElseThrow();
    try (Workers workers = Workers.of(2)) {
      Matrix inside = factorisation.entities(TOUCHES, core, 4, 3, workers);
      Matrix outside = factorisation.entities(TOUCHES, smaller, 4, 3, workers);
      double before = 0;
      double after = 0;
      for (int other : smaller.entities()) {
        before += cosine(inside, left, inside, other);
        after += cosine(outside, left, outside, other);
        assertThat(cosine(outside, left, outside, other))
            .isCloseTo(cosine(inside, left, inside, other), within(0.35f));
      }
      assertThat(after / smaller.size()).isCloseTo(before / smaller.size(), within(0.05));
    }
  }
}
