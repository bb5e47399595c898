package dev.coterie.pipeline.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.Decay;
import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.language.FakeEmbedder;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.HandwrittenLog;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.snapshot.Learned;
import dev.coterie.pipeline.snapshot.Learned.Entity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntitiesTest {
  private static final int D = FakeEmbedder.DIMENSION;
  private static final float[] KNOWN = {1, 0, 0, 0, 0, 0, 0, 0};

  /** A snapshot of one item and one search, whose space is that of an embedder. */
  private static Learned learned(double explained) {
    Matrix identity = Matrix.zeros(D, D);
    for (int i = 0; i < D; i++) {
      identity.set(i, i, 1);
    }
    return new Learned(
        List.of("s1"),
        List.of("s1.1"),
        Matrix.zeros(1, D),
        Matrix.zeros(1, D),
        new int[] {0},
        List.of(),
        0.1,
        Decay.NONE,
        List.of(),
        EventLog.NO_TIME,
        new Affinities.Ratings(1, 0),
        D,
        Map.of("mug", new Entity(KNOWN, 2, List.of())),
        Map.of("red mug", new Entity(KNOWN, 3, List.of())),
        List.of(new TextMap("fake", new float[D], identity, explained)));
  }

  private static Entities entities(double explained) {
    return new Entities(
        learned(explained),
        new ItemEmbedding(
            EmbeddingOptions.all("fake"), VectorCache.none(), name -> new FakeEmbedder(name)),
        1);
  }

  private static int place(Entities entities, EventLog events) {
    try (Workers workers = Workers.of(1)) {
      return entities.place(
          entities.unplacedItems(events), entities.unplacedTexts(events), workers, Progress.NONE);
    }
  }

  private static EventLog log() {
    return new HandwrittenLog()
        .item("kettle", "copper kettle")
        .item("mug", "another title")
        .item("nameless", "")
        .event("ann", EventKind.VIEW, "kettle", 0)
        .event("ann", EventKind.VIEW, "mug", 0)
        .event("ann", EventKind.VIEW, "nameless", 0)
        .search("ann", "copper kettle", 0)
        .search("ann", "red mug", 0)
        .log();
  }

  @Test
  void whatTheSnapshotKnowsHasItsVectorAndWhatItDoesNotIsPlacedByItsText() {
    Entities entities = entities(0.5);
    assertThat(entities.unplacedItems(log())).hasSize(2);
    assertThat(place(entities, log())).isEqualTo(1);
    Matrix vectors = entities.space(log()).vectors();
    float[] byText;
    try (Workers workers = Workers.of(1)) {
      byText =
          new FakeEmbedder("fake")
              .embed(List.of("copper kettle"), workers, Progress.NONE)
              .vectors()
              .row(0);
    }
    assertThat(vectors.row(0)).containsExactly(byText);
    assertThat(vectors.row(1)).containsExactly(KNOWN);
    assertThat(vectors.row(2)).containsOnly(0);
    assertThat(vectors.row(3)).containsExactly(byText);
    assertThat(vectors.row(4)).containsExactly(KNOWN);
    // What nobody has touched tells the most.
    assertThat(entities.space(log()).rarity()).containsExactly(3, 2, 3, 3, 3);
  }

  @Test
  void aMapThatExplainsNothingPlacesNothing() {
    Entities entities = entities(0);
    assertThat(place(entities, log())).isZero();
    assertThat(entities.space(log()).vectors().row(0)).containsOnly(0);
  }
}
