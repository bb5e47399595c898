package dev.coterie.pipeline.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Segmentation;
import dev.coterie.domain.Segmentation.Basis;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.PlantedFit;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FormerCentresTest {
  private static final Workers WORKERS = Workers.of(2);
  private static final Matrix POINTS =
      PlantedFit.of(PlantedEvents.of(Shape.PLAIN, 5).log(), WORKERS).profiles().interest();

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  private static Segmentation find(Optional<Matrix> former, SegmentOptions options) {
    return Segmenting.find(
        POINTS,
        new BitSet(),
        GivenGroups.none(POINTS.rows()),
        new FormerCentres(former, true),
        options,
        4,
        42,
        WORKERS,
        Progress.NONE);
  }

  /** Rows moved a little, or anywhere. */
  private static Matrix moved(Matrix rows, double by) {
    SplittableRandom random = new SplittableRandom(1);
    Matrix moved = rows.copy();
    for (int i = 0; i < moved.rows(); i++) {
      for (int j = 0; j < moved.columns(); j++) {
        moved.set(i, j, (float) (moved.get(i, j) + by * (random.nextDouble() - 0.5)));
      }
      VectorMath.normalise(moved, i);
    }
    return moved;
  }

  @Test
  void segmentsThatHoldAreKeptEvenWhereAnotherNumberWouldBeFound() {
    Segmentation three = find(Optional.empty(), SegmentOptions.defaults().withK(3));
    Segmentation anew = find(Optional.empty(), SegmentOptions.defaults());
    assertThat(anew.segments()).isEqualTo(4);
    Segmentation four = find(Optional.of(moved(anew.centroids(), 0.02)), SegmentOptions.defaults());
    assertThat(four.verdict().basis()).isEqualTo(Basis.FORMER);
    assertThat(four.verdict().reason()).startsWith("The 4 segments of the earlier fit still hold");
    assertThat(four.segment()).isEqualTo(anew.segment());
    assertThat(find(Optional.of(three.centroids()), SegmentOptions.defaults()).segments())
        .as("three of four interests are worse than all four")
        .isEqualTo(4);
  }

  @Test
  void aNumberThatIsAskedForIsGiven() {
    Segmentation anew = find(Optional.empty(), SegmentOptions.defaults());
    Segmentation two = find(Optional.of(anew.centroids()), SegmentOptions.defaults().withK(2));
    assertThat(two.segments()).isEqualTo(2);
    assertThat(two.verdict().basis()).isEqualTo(Basis.GIVEN);
  }
}
