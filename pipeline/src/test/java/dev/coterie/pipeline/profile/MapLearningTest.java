package dev.coterie.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Choices.Choice;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.ItemSpace.BlockFigures;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MapLearningTest {
  private static final PlantedEvents PLANTED = PlantedEvents.of(Shape.PLAIN, 7);
  private static final EventLog LOG = PLANTED.log();

  private static ItemSpace space(Optional<Adapter> adapter, int threads, TextBlock... blocks) {
    ProfileOptions options =
        new ProfileOptions(
            Optional.empty(), adapter, Optional.empty(), 16, 5, true, Scaler.STANDARD, 0, Map.of());
    try (Workers workers = Workers.of(threads)) {
      return Profiling.space(
          LOG, new BitSet(), List.of(blocks), Factorisation.PPMI, options, 3, workers);
    }
  }

  /** Vectors of all items: the interest, drowned in noise. */
  private static TextBlock block(String name, float signal) {
    int[] interest = PLANTED.interestOfItem();
    SplittableRandom random = Seeds.stream(5, name);
    Matrix vectors = Matrix.zeros(interest.length, 24);
    for (int i = 0; i < interest.length; i++) {
      for (int d = 0; d < vectors.columns(); d++) {
        vectors.set(i, d, (float) random.nextGaussian() + (d == interest[i] ? signal : 0));
      }
      VectorMath.normalise(vectors, i);
    }
    int[] none = new int[LOG.texts().size()];
    Arrays.fill(none, EventLog.NONE);
    return new TextBlock(name, vectors, IntStream.range(0, interest.length).toArray(), none, 0);
  }

  @Test
  void aContrastiveMapIsTheSameForAnyThreads() {
    TextBlock block = block("photo", 4);
    ItemSpace one = space(Optional.of(Adapter.CONTRASTIVE), 1, block);
    assertThat(one.textMaps().getFirst().explained()).isPositive();
    assertThat(one.vectors())
        .isNotEqualTo(space(Optional.of(Adapter.REGRESSION), 1, block).vectors());
    for (int threads : new int[] {2, 8}) {
      assertThat(space(Optional.of(Adapter.CONTRASTIVE), threads, block).vectors())
          .isEqualTo(one.vectors());
    }
  }

  @Test
  void theMapThatPlacesHeldOutItemsClearlyBetterIsTaken() {
    Choice choice = space(Optional.empty(), 2, block("photo", 2)).trials().choices().getFirst();
    assertThat(choice.setting()).isEqualTo("profile.adapter (photo)");
    assertThat(choice.trials()).extracting("value").containsExactly("regression", "contrastive");
    if (choice.chosen().equals("contrastive")) {
      assertThat(choice.trials().get(1).figure()).isGreaterThan(choice.trials().get(0).figure());
    }
  }

  @Test
  void whereVectorsSayNothingTheRegressionStays() {
    Choice choice = space(Optional.empty(), 2, block("noise", 0)).trials().choices().getFirst();
    assertThat(choice.chosen()).isEqualTo("regression");
  }

  @Test
  void whatABlockAddsIsTold() {
    List<BlockFigures> figures =
        space(Optional.empty(), 2, block("noise", 0), block("photo", 4)).trials().blocks();
    assertThat(figures).extracting(BlockFigures::block).containsExactly("noise", "photo");
    BlockFigures noise = figures.get(0);
    BlockFigures photo = figures.get(1);
    assertThat(photo.items()).isEqualTo(LOG.items().size());
    assertThat(photo.alone()).isGreaterThan(noise.alone() + 0.1);
    assertThat(photo.low()).isPositive();
    assertThat(noise.added()).isLessThan(0.05);
  }
}
