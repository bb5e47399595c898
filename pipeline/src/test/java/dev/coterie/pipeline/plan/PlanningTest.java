package dev.coterie.pipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.coterie.domain.CoterieException;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.Plan;
import dev.coterie.domain.Plan.Stage;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Ingest;
import dev.coterie.pipeline.ingest.Resources;
import dev.coterie.pipeline.ingest.Role;
import dev.coterie.pipeline.plan.Crowd.Order;
import dev.coterie.pipeline.profile.Factorisation;
import dev.coterie.pipeline.profile.ProfileOptions;
import dev.coterie.pipeline.recommend.RecommendOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanningTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  private Plan plan(EventSource source, long memory) {
    return plan(source, Effort.usual(), memory);
  }

  private Plan plan(EventSource source, Effort effort, long memory) {
    return Planning.plan(
        source, effort, memory, new Machine(2, memory, folder, VectorCache.none()).reading());
  }

  @Test
  void everyStageHasItsFigures() {
    Crowd crowd = Crowd.of(20_000, 1000, 300, Order.SHUFFLED, 1);

    Plan plan = plan(EventSource.of(crowd.in(folder)), 3 * GIB);

    assertThat(plan.stages())
        .extracting(Stage::name)
        .containsExactly(
            "ingest",
            "embed",
            "choose",
            "profile",
            "segment",
            "map",
            "describe",
            "recommend",
            "snapshot");
    assertThat(plan.stages())
        .allSatisfy(
            stage -> {
              assertThat(stage.seconds()).isPositive();
              assertThat(stage.memoryMib()).isPositive();
              assertThat(stage.diskMib()).isNotNegative();
            });
    assertThat(plan.rows()).isBetween(18_000L, 22_000L);
    assertThat(plan.memoryLimitMib()).isEqualTo(3072);
    assertThat(plan.fits()).isTrue();
    assertThat(plan.diskMib()).isPositive();
  }

  @Test
  void aFitThatDoesNotFitIsRefusedWithFigureAndRemedy() {
    Plan plan = new Plan(1, List.of(new Stage("embed", 1, 4000, 0)), 3072);

    assertThatThrownBy(() -> Planning.require(plan))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("needs about 4000 MiB")
        .hasMessageContaining("may use 3072 MiB")
        .hasMessageContaining("--memory 4400M")
        .hasMessageContaining("--where");
  }

  @Test
  void theMemoryThatTheRemedyNamesIsEnough() throws IOException {
    Crowd crowd = Crowd.of(60_000, 5000, 2000, Order.SHUFFLED, 2);
    EventSource source = EventSource.of(crowd.in(folder));
    Plan little = plan(source, GIB / 4);
    assertThatThrownBy(() -> Planning.require(little)).isInstanceOf(JobFailed.class);

    long enough = (long) Math.ceil(little.peakMemoryMib() * 1.1) << 20;

    assertThatCode(() -> Planning.require(plan(source, enough))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void moreRowsNeverCostLess(int seed) throws IOException {
    Plan before = new Plan(0, List.of(), 0);
    for (int rows : new int[] {100, 1000, 10_000, 60_000, 240_000}) {
      Crowd crowd = Crowd.of(rows, 2000, 500, Order.SHUFFLED, seed);
      Plan plan = plan(EventSource.of(crowd.in(folder)), 3 * GIB);

      assertThat(plan.rows()).isGreaterThanOrEqualTo(before.rows());
      assertThat(plan.peakMemoryMib()).isGreaterThanOrEqualTo(before.peakMemoryMib());
      assertThat(plan.seconds()).isGreaterThanOrEqualTo(before.seconds());
      assertThat(plan.diskMib()).isGreaterThanOrEqualTo(before.diskMib());
      before = plan;
    }
  }

  @Test
  void refusesWhatIngestRefusesInTheSameWords() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.csv"));
    Path header = Files.writeString(folder.resolve("header.csv"), "user_id,item_id\n");
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "foo,bar\n1,2\n3,4\n");
    Path good = Files.writeString(folder.resolve("good.csv"), "user_id,item_id\na,x\nb,y\na,y\n");
    EventSource fine = EventSource.of(good.toString());

    assertSameRefusal(EventSource.of(folder.resolve("none.csv").toString()), BadInput.class);
    assertSameRefusal(EventSource.of(empty.toString()), BadInput.class);
    assertSameRefusal(EventSource.of(header.toString()), BadInput.class);
    assertSameRefusal(EventSource.of(wrong.toString()), BadInput.class);
    assertSameRefusal(fine.withColumns(Map.of(Role.USER, "usr_id")), BadInput.class);
    assertSameRefusal(fine.withWhere("user_id = "), BadUsage.class);
  }

  private void assertSameRefusal(EventSource source, Class<? extends Throwable> type) {
    Throwable ingest =
        catchThrowable(
            () -> Ingest.read(source, new Resources(1, 256L << 20, folder), Progress.NONE));

    assertThat(ingest).isInstanceOf(type);
    assertThatThrownBy(() -> plan(source, 3 * GIB))
        .isInstanceOf(type)
        .hasMessage(ingest.getMessage());
  }

  /** Pieces may leave day and month open where the whole does not. */
  @Test
  void timesAreLeftToIngest() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("dates.csv"),
            "user_id,item_id,time\na,x,01/02/2024 10:00\nb,y,02/03/2024 11:00\n");

    assertThatCode(() -> plan(EventSource.of(file.toString()), 3 * GIB)).doesNotThrowAnyException();
  }

  private static double seconds(Plan plan, String stage) {
    return find(plan, stage).seconds();
  }

  private static Stage find(Plan plan, String stage) {
    return plan.stages().stream().filter(s -> s.name().equals(stage)).findFirst().orElseThrow();
  }

  @Test
  void listsAndMembershipsTakeTheirMemory() {
    EventSource source =
        EventSource.of(Crowd.of(60_000, 20_000, 500, Order.SHUFFLED, 2).in(folder));
    Effort usual = Effort.usual();
    Plan plan = plan(source, 3 * GIB);
    Plan longer =
        plan(
            source,
            new Effort(
                usual.embedding(),
                usual.profile(),
                usual.segments(),
                new RecommendOptions(200, false)),
            3 * GIB);
    Plan finer =
        plan(
            source,
            new Effort(
                usual.embedding(), usual.profile(), usual.segments().withK(300), usual.recommend()),
            3 * GIB);
    assertThat(find(longer, "snapshot").memoryMib())
        .isGreaterThan(find(plan, "snapshot").memoryMib() + 300);
    assertThat(longer.diskMib()).isGreaterThan(plan.diskMib());
    assertThat(find(finer, "segment").memoryMib())
        .isGreaterThan(find(plan, "segment").memoryMib() + 100);
  }

  @Test
  void settingsThatSpareWorkAreHeeded() {
    EventSource source = EventSource.of(Crowd.of(60_000, 5000, 500, Order.SHUFFLED, 2).in(folder));
    Effort usual = Effort.usual();
    ProfileOptions profile = usual.profile();
    Plan plan = plan(source, 3 * GIB);
    Plan given =
        plan(
            source,
            new Effort(
                EmbeddingOptions.all(EmbeddingOptions.TFIDF),
                profile.choosing(Factorisation.PPMI, Optional.of(30.0)),
                usual.segments().withK(5),
                usual.recommend()),
            3 * GIB);
    for (String stage : new String[] {"choose", "segment"}) {
      assertThat(seconds(given, stage)).as(stage).isLessThan(seconds(plan, stage) / 1.5);
    }
    assertThat(given.peakMemoryMib()).isLessThanOrEqualTo(plan.peakMemoryMib());
  }

  @Test
  void nothingIsWrittenButInTheFolderThatIsGivenAndNothingIsLeftThere() throws IOException {
    Path temp = Files.createDirectory(folder.resolve("temp"));
    EventSource source = EventSource.of(Crowd.of(1000, 50, 20, Order.SHUFFLED, 2).in(folder));
    Planning.plan(source, Effort.usual(), GIB, new Resources(2, GIB, temp));
    assertThat(temp).isEmptyDirectory();
    Files.delete(temp);
    assertThatThrownBy(
            () -> Planning.plan(source, Effort.usual(), GIB, new Resources(2, GIB, temp)))
        .isInstanceOf(CoterieException.class);
  }
}
