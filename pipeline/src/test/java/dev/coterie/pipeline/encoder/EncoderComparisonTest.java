package dev.coterie.pipeline.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.TooLittle;
import dev.coterie.domain.EventLog;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.ConfigurationFile;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.encoder.Comparison.Encoder;
import dev.coterie.recommend.evaluation.Estimate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderComparisonTest {
  private static final Shape SHAPE = new Shape(120, 220, 4, 24, 0, 1, 0, 0, true, true);

  @TempDir private Path folder;

  private Comparison compare(Shape shape, int threads, String... names) {
    PlantedEvents.of(shape, 6).write(folder, 0);
    ConfigurationFile configuration = ConfigurationFile.defaults();
    configuration.set("source.events=['" + folder.resolve("events.csv") + "']");
    configuration.set("source.items=['" + folder.resolve("items.csv") + "']");
    configuration.set("segments.k=4");
    return EncoderComparison.run(
        configuration.read(),
        List.of(names),
        new Machine(threads, 1L << 30, folder, VectorCache.none()),
        Progress.NONE);
  }

  @Test
  void textThatTellsTheInterestFindsWhatWasHeldOut() {
    Comparison comparison = compare(SHAPE, 2, "tfidf", "word2vec", "tfidf");

    assertThat(comparison.coldItems()).isBetween(25, 65);
    assertThat(comparison.encoders())
        .extracting(Encoder::name)
        .containsExactly("tfidf", "word2vec");
    Encoder tfidf = comparison.encoders().getFirst();
    assertThat(tfidf.recall().mean()).isGreaterThan(1.5 * comparison.chance());
    assertThat(tfidf.auc().mean()).isGreaterThan(0.8);
    assertThat(tfidf.stability()).isGreaterThan(0.8);
    assertThat(comparison.encoders())
        .allMatch(encoder -> encoder.textsPerSecond() > 0 && encoder.dimension() > 0);
    assertThat(comparison.recommended()).isIn("tfidf", "word2vec");
    assertThat(comparison.why()).startsWith(comparison.recommended());
  }

  @Test
  void figuresAreTheSameForAnyNumberOfThreads() {
    Encoder two = compare(SHAPE, 2, "tfidf").encoders().getFirst();
    Encoder one = compare(SHAPE, 1, "tfidf").encoders().getFirst();
    assertThat(one.recall()).isEqualTo(two.recall());
    assertThat(one.auc()).isEqualTo(two.auc());
    assertThat(one.stability()).isEqualTo(two.stability());
  }

  @Test
  void whatCannotBeJudgedIsRefused() {
    assertThatThrownBy(() -> compare(SHAPE.withUsers(60).withoutText(), 1, "tfidf"))
        .isInstanceOf(TooLittle.class)
        .hasMessageContaining("held out");
    assertThatThrownBy(() -> compare(SHAPE.withUsers(60), 1, "minilmm"))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("minilm");
  }

  @Test
  void nothingOfAHeldOutItemIsKnown() {
    EventLog events = PlantedEvents.of(Shape.PLAIN.withUsers(80), 3).log();
    ColdItems cold = ColdItems.of(events, new BitSet(), 1);
    for (int item : cold.known().item()) {
      assertThat(Arrays.binarySearch(cold.items(), item)).isNegative();
    }
    assertThat(cold.known().size()).isLessThan(events.size());
  }

  @Test
  void placesAtTheUsersThemselvesArePerfect() {
    ColdItems cold =
        new ColdItems(
            PlantedEvents.of(Shape.PLAIN.withUsers(10), 3).log(),
            new int[] {0, 2},
            new int[] {0, 1},
            new int[][] {{0}, {1}});
    Matrix interest = Matrix.ofRows(new float[][] {{1, 0}, {0, 1}});
    Matrix places = Matrix.ofRows(new float[][] {{2, 0}, {0, 0}, {0, 3}});
    try (Workers workers = Workers.of(1)) {
      ColdItems.Worth worth = cold.judge(interest, places, workers);
      assertThat(worth.auc()).containsExactly(1, 1);
      ColdItems.Worth nowhere = cold.judge(interest, Matrix.zeros(3, 2), workers);
      assertThat(nowhere.auc()).containsExactly(0.5, 0.5);
    }
  }

  @Test
  void theQuickestOfThoseThatAreNotToldApartIsRecommended() {
    List<Encoder> encoders =
        List.of(encoder("slow", 10, 0.5), encoder("quick", 1000, 0.49), encoder("poor", 5000, 0.1));
    double[] best = {0, 1, 0, 1, 1, 0};
    double[] alike = {1, 0, 0, 1, 0, 1};
    double[] none = {-3, -2, -3, -2, -2, -3};
    List<double[]> recalls = List.of(best, alike, none);

    assertThat(Recommending.best(recalls, encoders)).isEqualTo(1);
    assertThat(Recommending.why(1, recalls, encoders)).startsWith("quick").contains("slow");
    assertThat(Recommending.why(0, recalls, encoders)).startsWith("slow finds the most");
  }

  private static Encoder encoder(String name, double speed, double recall) {
    Estimate estimate = new Estimate(recall, recall, recall);
    return new Encoder(name, 4, speed, estimate, estimate, 1, 0);
  }
}
