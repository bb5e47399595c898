package dev.coterie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.clustering.quality.Agreement;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Description;
import dev.coterie.domain.Fit;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.embed.VectorCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterestPipelineTest {
  private static final Shape SMALL = Shape.PLAIN.withUsers(200);

  @TempDir private Path folder;

  private Fit fit(Shape shape, long seed, long shuffle, int threads, String... settings) {
    Path files = folder.resolve("files-" + shuffle);
    PlantedEvents.of(shape, seed).write(files, shuffle);
    return Story.fit(folder, files, threads, settings);
  }

  private static void isWhole(Fit fit) {
    int users = fit.data().events().users().size();
    assertThat(fit.segmentation().segment()).hasSize(users);
    assertThat(fit.lists()).hasSize(users);
    assertThat(fit.map().rows()).isEqualTo(users);
    assertThat(fit.profiles().interests()).hasSize(users);
    assertThat(fit.descriptions())
        .hasSize(fit.segmentation().segments() + fit.segmentation().subsegments());
    assertThat(fit.descriptions()).allSatisfy(d -> assertThat(d.name()).isNotBlank());
    assertThat(fit.descriptions().subList(0, fit.segmentation().segments()))
        .extracting(Description::name)
        .doesNotHaveDuplicates();
    fit.profiles().interest().requireFinite("interest");
    fit.profiles().scaled().requireFinite("behaviour");
    fit.segmentation().membership().requireFinite("membership");
    fit.map().requireFinite("map");
    assertThat(fit.manifest().counts()).containsEntry("users", (long) users);
  }

  @Test
  void findsPlantedInterestsFromFilesAndTellsHow() {
    Shape shape = SMALL.withUsers(300).withLanguages(0.4, 0.3).withMixed(0.05, 0.1);
    PlantedEvents planted = PlantedEvents.of(shape, 1);
    Fit fit = fit(shape, 1, 0, 2);
    isWhole(fit);
    int[] clear =
        IntStream.range(0, 300).filter(u -> planted.isPure(u) || planted.moved(u)).toArray();
    int[] found = IntStream.of(clear).map(u -> fit.segmentation().segment()[u]).toArray();
    int[] truth = IntStream.of(clear).map(u -> planted.interestOfUser()[u]).toArray();
    assertThat(Agreement.of(found, truth).adjustedRand()).isGreaterThanOrEqualTo(0.85);
    assertThat(fit.manifest().timings())
        .containsKeys(
            "plan",
            "ingest",
            "embed",
            "choose",
            "profile",
            "segment",
            "map",
            "describe",
            "recommend");
    assertThat(fit.manifest().choices().choices()).isNotEmpty();
    assertThat(fit.manifest().versions())
        .containsKeys("model tfidf", "duckdb", "lucene", "onnxruntime", "tokenizers")
        .doesNotContainValue("unknown");
    assertThat(fit.manifest().configuration()).containsKeys("source", "segments", "seed");
  }

  @Test
  void orderOfRowsAndThreadsChangeNothing() {
    Shape shape = SMALL.withLanguages(0.4, 0.3).withMixed(0.1, 0.1);
    Fit fit = fit(shape, 2, 0, 1);
    for (int threads : new int[] {2, 8}) {
      Fit other = fit(shape, 2, threads, threads);
      assertThat(other.data().fingerprint()).isEqualTo(fit.data().fingerprint());
      assertThat(other.segmentation().segment()).isEqualTo(fit.segmentation().segment());
      assertThat(other.segmentation().subsegment()).isEqualTo(fit.segmentation().subsegment());
      assertThat(other.segmentation().membership()).isEqualTo(fit.segmentation().membership());
      assertThat(other.profiles().interest()).isEqualTo(fit.profiles().interest());
      assertThat(other.profiles().interests()).isEqualTo(fit.profiles().interests());
      assertThat(other.descriptions()).isEqualTo(fit.descriptions());
      assertThat(other.lists()).isEqualTo(fit.lists());
      assertThat(other.map()).isEqualTo(fit.map());
    }
  }

  @Test
  void worksWithoutTimes() {
    Fit fit = fit(SMALL.withoutTimes(), 3, 0, 2);
    isWhole(fit);
    assertThat(fit.segmentation().segments()).isEqualTo(4);
    assertThat(fit.profiles().features()).doesNotContain("recency_days");
  }

  @Test
  void worksWithoutAnyText() {
    Fit fit = fit(SMALL.withoutText(), 4, 0, 2);
    isWhole(fit);
    assertThat(fit.texts()).isEmpty();
    assertThat(fit.segmentation().segments()).isEqualTo(4);
    assertThat(fit.descriptions()).allSatisfy(d -> assertThat(d.assignability()).isEmpty());
  }

  @Test
  void fiveUsersWhoShareNothingAreOneSegmentAndThatIsSaid() throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("user_id,browsing_history,search_keywords,purchase_behavior");
    for (int u = 0; u < 5; u++) {
      rows.add("user%d,view%d a|view%d b,wish%d,thing%d a|thing%d b".replace("%d", "" + u));
    }
    Path users = Files.write(folder.resolve("users.csv"), rows);
    Fit fit = Story.fit(folder, List.of(users), List.of(), 2);
    isWhole(fit);
    assertThat(fit.segmentation().segments()).isEqualTo(1);
    assertThat(fit.segmentation().verdict().clusters()).isFalse();
    assertThat(fit.segmentation().verdict().reason()).startsWith("Too little data");
  }

  @Test
  void theTinySampleEndsWell() {
    Path users = Path.of("..", "samples", "tiny", "users.csv");
    Fit fit = Story.fit(folder, List.of(users), List.of(), 2);
    isWhole(fit);
    assertThat(fit.data().events().users()).hasSize(5);
    assertThat(fit.segmentation().segments()).isEqualTo(1);
    assertThat(fit.segmentation().verdict().reason()).startsWith("Too little data");
  }

  @Test
  void usersWhoAreAllAlikeAreOneSegmentAndThatIsSaid() throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("user_id,item_id,kind");
    for (int u = 0; u < 40; u++) {
      for (int i = 0; i < 15; i++) {
        rows.add("user" + u + ",item" + i + ",view");
      }
    }
    Path events = Files.write(folder.resolve("events.csv"), rows);
    Fit fit = Story.fit(folder, List.of(events), List.of(), 2);
    isWhole(fit);
    assertThat(fit.segmentation().segments()).isEqualTo(1);
    assertThat(fit.segmentation().verdict().reason()).startsWith("All users are alike");
  }

  @Test
  void worksWithALanguageThatItHasNeverSeen() throws IOException {
    String[] greek = {"κήπος", "ποδήλατο", "καφές", "σκάκι"};
    List<String> rows = new ArrayList<>();
    rows.add("user_id,item_id,kind,title");
    for (int u = 0; u < 80; u++) {
      for (int e = 0; e < 10; e++) {
        int item = u % 4 + 4 * ((u / 4 + e * 5) % 12);
        rows.add(
            String.format(
                Locale.ROOT, "user%02d,item%d,view,%s αριθμός %d", u, item, greek[u % 4], item));
      }
    }
    Path events = Files.write(folder.resolve("events.csv"), rows);
    Fit fit = Story.fit(folder, List.of(events), List.of(), 2);
    isWhole(fit);
    assertThat(fit.segmentation().segments()).isEqualTo(4);
    assertThat(fit.descriptions().getFirst().name().codePoints())
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK);
  }

  @Test
  void settingsAreObeyed() {
    Fit fit =
        fit(
            SMALL,
            5,
            0,
            2,
            "segments.k=3",
            "recommend.length=4",
            "profile.dimension=16",
            "profile.half-life-days=20",
            "profile.behaviour-weight=0.2",
            "describe.exemplars=2");
    isWhole(fit);
    assertThat(fit.segmentation().segments()).isEqualTo(3);
    assertThat(fit.lists()).allSatisfy(list -> assertThat(list).hasSize(4));
    assertThat(fit.space().dimension()).isEqualTo(16);
    assertThat(fit.space().decay().halfLifeDays()).isEqualTo(20);
    assertThat(fit.descriptions().getFirst().exemplars()).hasSize(2);
  }

  @Test
  void moreSegmentsThanUsersAreRefused() {
    assertThatThrownBy(() -> fit(SMALL, 6, 0, 2, "segments.k=500"))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("500")
        .hasMessageContaining("200 users");
  }

  @Test
  void progressMayStopTheWork() {
    PlantedEvents.of(SMALL, 7).write(folder, 0);
    ConfigurationFile configuration = ConfigurationFile.defaults();
    configuration.set("source.events=['" + folder.resolve("events.csv") + "']");
    Progress stopping =
        (what, done, total) -> {
          if (what.equals("ingest")) {
            throw new CancellationException("stop");
          }
        };
    FitConfiguration settings = configuration.read();
    Machine machine = new Machine(1, 1L << 30, folder, VectorCache.none());
    assertThatThrownBy(() -> InterestPipeline.fit(settings, machine, stopping))
        .isInstanceOf(CancellationException.class);
  }
}
