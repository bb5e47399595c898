package dev.coterie.pipeline.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.Fit;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.domain.Recommendation;
import dev.coterie.domain.Recommendation.Reason;
import dev.coterie.domain.Segmentation;
import dev.coterie.domain.Snapshot;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.Story;
import dev.coterie.pipeline.table.Tables.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class SnapshotTest {
  private static final List<String> TABLES =
      List.of(
          "items.parquet",
          "users.parquet",
          "segments.parquet",
          "interests.parquet",
          "recommendations.parquet",
          "rejects.parquet",
          "models/events.parquet",
          "models/texts.parquet");

  private final Fit fit;
  private Path out = Path.of("snapshot");

  SnapshotTest(@TempDir Path folder) {
    PlantedEvents.of(Shape.PLAIN.withUsers(80).withLanguages(0.3, 1), 1).write(folder, 0);
    this.fit = Story.fit(folder, folder, 2, "recommend.length=6");
  }

  @BeforeAll
  void fitIsOfSeveralSegments() {
    assertThat(fit.segmentation().segments()).isGreaterThan(1);
  }

  @BeforeEach
  void place(@TempDir Path folder) {
    out = folder.resolve("my snap'shot");
  }

  private SnapshotReader written() {
    SnapshotWriter.write(fit, out, false);
    return SnapshotReader.open(out);
  }

  private static String rows(String sql) {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      StringBuilder cells = new StringBuilder();
      while (result.next()) {
        for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
          cells.append(cells.isEmpty() ? "" : " ").append(result.getString(c));
        }
      }
      return cells.toString();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String table(String name) {
    return "'" + out.resolve(name).toString().replace("'", "''") + "'";
  }

  @Test
  void usersComeBackAsTheyWere() {
    Answer users = written().users(Optional.empty());
    List<String> ids = fit.data().events().users();
    assertThat(users.rows()).hasSameSizeAs(ids);
    for (int u = 0; u < ids.size(); u++) {
      assertThat(users.cell(u, "user_id")).isEqualTo(ids.get(u));
      int segment = fit.segmentation().segment()[u];
      assertThat(users.cell(u, "segment_id")).isEqualTo(fit.segmentation().id(segment));
      assertThat(users.cell(u, "subsegment_id"))
          .isEqualTo(fit.segmentation().subId(fit.segmentation().subsegment()[u]));
      assertThat(users.cell(u, "confidence"))
          .asInstanceOf(InstanceOfAssertFactories.type(Number.class))
          .extracting(Number::floatValue)
          .isEqualTo(fit.segmentation().membership().get(u, segment));
    }
    assertThat(users.columns()).containsAll(fit.profiles().features());
  }

  @Test
  void anErasedUserIsInNoAnswer() {
    SnapshotReader before = written();
    List<String> ids = fit.data().events().users();
    String gone = before.segments().getFirst().description().exemplars().getFirst();
    int number = ids.indexOf(gone);
    Erased.add(before.snapshot(), gone);
    Erased.add(before.snapshot(), "never seen");
    SnapshotReader reader = SnapshotReader.open(out);
    assertThatThrownBy(() -> reader.users(Optional.of(gone))).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> reader.list(gone)).isInstanceOf(BadInput.class);
    assertThat(reader.interests(gone).rows()).isEmpty();
    assertThat(reader.places().rows()).hasSize(ids.size() - 1);
    reader.eachListed((user, item) -> assertThat(user).isNotEqualTo(gone));
    assertThat(reader.segments())
        .allSatisfy(row -> assertThat(row.description().exemplars()).doesNotContain(gone));
    Fitted left = reader.fitted();
    Fitted all = before.fitted();
    assertThat(left.events().users()).hasSize(ids.size() - 1).doesNotContain(gone);
    assertThat(left.interest().row(number)).isEqualTo(all.interest().row(number + 1));
    int[] starts = all.events().userStarts();
    assertThat(left.events().size())
        .isEqualTo(all.events().size() - (starts[number + 1] - starts[number]));
    int[] leftStarts = left.events().userStarts();
    assertThat(leftStarts[number + 1] - leftStarts[number])
        .isEqualTo(starts[number + 2] - starts[number + 1]);
    assertThat(reader.history().profiles().behaviour().rows()).isEqualTo(ids.size() - 1);
    assertThat(before.snapshot().erased()).content().doesNotContain(gone);
  }

  @Test
  void segmentsComeBackAsTheyWere() {
    List<SegmentRow> rows = written().segments();
    Segmentation tree = fit.segmentation();
    assertThat(rows).hasSize(tree.segments() + tree.subsegments());
    for (int g = 0; g < rows.size(); g++) {
      SegmentRow row = rows.get(g);
      boolean sub = g >= tree.segments();
      assertThat(row.level()).isEqualTo(sub ? 2 : 1);
      assertThat(row.description()).isEqualTo(fit.descriptions().get(g));
      assertThat(row.quality()).isEqualTo(tree.quality().get(g));
      assertThat(row.size()).isEqualTo(tree.quality().get(g).size());
      assertThat(row.share()).isCloseTo(row.size() / 80.0, within(1e-6));
      assertThat(row.stability().isPresent()).isEqualTo(!sub && tree.segments() > 1);
      assertThat(row.parent())
          .isEqualTo(
              sub ? Optional.of(tree.id(tree.parent()[g - tree.segments()])) : Optional.empty());
      assertThat(row.centroid())
          .isEqualTo(sub ? tree.subCentroids().row(g - tree.segments()) : tree.centroids().row(g));
    }
  }

  @Test
  void listsComeBackAsTheyWere() {
    SnapshotReader reader = written();
    var lists = reader.lists(fit.data().events().users());
    for (int u = 0; u < fit.lists().size(); u++) {
      List<ListedItem> read = lists.getOrDefault(fit.data().events().users().get(u), List.of());
      assertThat(read).hasSameSizeAs(fit.lists().get(u));
      for (int i = 0; i < read.size(); i++) {
        Recommendation made = fit.lists().get(u).get(i);
        assertThat(read.get(i).rank()).isEqualTo(made.rank());
        assertThat(read.get(i).itemId())
            .isEqualTo(fit.data().events().items().get(made.item()).id());
        assertThat(read.get(i).title())
            .isEqualTo(fit.data().events().items().get(made.item()).label());
        assertThat(read.get(i).score()).isCloseTo(made.score(), within(1e-6));
        assertThat(read.get(i).affinity()).isCloseTo(made.affinity(), within(1e-6));
        assertThat(read.get(i).reasons())
            .extracting(ListedItem.NamedReason::reason)
            .isEqualTo(made.reasons());
        assertThat(read.get(i).reasons())
            .allSatisfy(
                named ->
                    assertThat(named.name().isEmpty())
                        .isEqualTo(
                            named.reason() instanceof Reason.NearestUsers
                                || named.reason() instanceof Reason.PopularNow));
      }
    }
    assertThat(reader.list("u0003")).isEqualTo(lists.get("u0003"));
  }

  @Test
  void interestsComeBackAsTheyWere() {
    SnapshotReader reader = written();
    for (int u = 0; u < 5; u++) {
      List<Interest> made = fit.profiles().interests().get(u);
      Answer read = reader.interests(fit.data().events().users().get(u));
      assertThat(read.rows()).hasSameSizeAs(made);
      for (int i = 0; i < made.size(); i++) {
        assertThat(read.cell(i, "item_id"))
            .isEqualTo(fit.data().events().items().get(made.get(i).item()).id());
      }
    }
  }

  @Test
  void theManifestComesBackAsItWasWritten() {
    String written = SnapshotWriter.write(fit, out, false).toString();
    assertThat(SnapshotReader.open(out).manifest()).hasToString(written);
    assertThat(SnapshotReader.open(out).manifest().counts()).isEqualTo(fit.manifest().counts());
    assertThat(SnapshotReader.open(out).manifest().timings()).containsKey("snapshot");
  }

  @Test
  void plainDuckDbReadsEveryTable() {
    written();
    for (String name : TABLES) {
      assertThat(Integer.parseInt(rows("SELECT count(*) FROM " + table(name))))
          .as(name)
          .isGreaterThanOrEqualTo(name.equals("rejects.parquet") ? 0 : 1);
    }
    assertThat(
            rows(
                "SELECT count(*) FROM "
                    + table("users.parquet")
                    + " WHERE abs(list_sum(membership) - 1) < 1e-4 AND len(vector) = "
                    + fit.space().dimension()))
        .isEqualTo("80");
    assertThat(rows("SELECT count(DISTINCT user_id) FROM " + table("recommendations.parquet")))
        .isEqualTo("80");
  }

  @Test
  void anUnknownUserIsRefusedByName() {
    SnapshotReader reader = written();
    assertThatThrownBy(() -> reader.list("nobody"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void aPlaceThatIsTakenIsRefusedAndLeftAsItWas() throws IOException {
    written();
    byte[] before = Files.readAllBytes(out.resolve("manifest.json"));
    assertThatThrownBy(() -> SnapshotWriter.check(out, false))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("exists already")
        .hasMessageContaining("--replace");
    assertThatThrownBy(() -> SnapshotWriter.write(fit, out, false)).isInstanceOf(JobFailed.class);
    assertThat(Files.readAllBytes(out.resolve("manifest.json"))).isEqualTo(before);
    assertThat(inside(out.toAbsolutePath().resolveSibling("."))).containsExactly("my snap'shot");
  }

  @Test
  void whatIsReplacedIsMovedAside() throws IOException {
    written();
    Files.writeString(out.resolve("mark"), "old");
    SnapshotWriter.check(out, true);
    SnapshotWriter.write(fit, out, true);
    Path old = out.resolveSibling("my snap'shot.old");
    assertThat(old.resolve("mark")).exists();
    assertThat(out.resolve("mark")).doesNotExist();
    SnapshotReader.open(old);
    SnapshotWriter.write(fit, out, true);
    assertThat(old.resolve("mark")).doesNotExist();
    assertThat(inside(out.toAbsolutePath().resolveSibling(".")))
        .containsExactly("my snap'shot", "my snap'shot.old");
  }

  @Test
  void aFolderThatIsNoSnapshotIsNeverReplaced() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis.txt"), "years");
    assertThatThrownBy(() -> SnapshotWriter.check(out, true))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("no snapshot");
    assertThat(out.resolve("thesis.txt")).exists();
  }

  @Test
  void aFailureLeavesNoHalfFolder() throws IOException {
    Path aside = fit.data().rejects().resolveSibling("aside");
    Files.move(fit.data().rejects(), aside);
    try {
      assertThatThrownBy(() -> SnapshotWriter.write(fit, out, false))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("Cannot write");
      assertThat(inside(out.toAbsolutePath().resolveSibling("."))).isEmpty();
    } finally {
      Files.move(aside, fit.data().rejects());
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsRefused() throws IOException {
    Path file = Files.writeString(out, "a file");
    assertThatThrownBy(() -> SnapshotWriter.check(file.resolve("inside"), false))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("Cannot write");
  }

  private static List<String> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest.json",
        "items.parquet",
        "users.parquet",
        "segments.parquet",
        "interests.parquet",
        "recommendations.parquet"
      })
  void aMissingFileIsSaid(String name) throws IOException {
    written();
    Files.delete(out.resolve(name));
    assertThatThrownBy(() -> SnapshotReader.open(out))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(name)
        .hasMessageContaining("missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"users.parquet", "segments.parquet", "recommendations.parquet"})
  void aFileThatWasCutShortIsSaid(String name) throws IOException {
    written();
    byte[] whole = Files.readAllBytes(out.resolve(name));
    Files.write(out.resolve(name), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(
            () -> {
              SnapshotReader reader = SnapshotReader.open(out);
              reader.users(Optional.empty());
              reader.list("u0001");
            })
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(name)
        .satisfies(
            e -> assertThat(String.valueOf(e.getMessage()).lines().count()).isLessThanOrEqualTo(3));
  }

  @Test
  void aManifestThatWasCutShortIsSaid() throws IOException {
    written();
    String whole = Files.readString(out.resolve("manifest.json"));
    Files.writeString(out.resolve("manifest.json"), whole.substring(0, whole.length() / 2));
    assertThatThrownBy(() -> SnapshotReader.open(out))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("manifest.json")
        .hasMessageContaining("broken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "7"})
  void aManifestThatIsNoneIsSaid(String text) throws IOException {
    written();
    Files.writeString(out.resolve("manifest.json"), text);
    assertThatThrownBy(() -> SnapshotReader.open(out))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("manifest.json");
  }

  @Test
  void aNewerFormatIsSaid() throws IOException {
    written();
    String manifest = Files.readString(out.resolve("manifest.json"));
    Files.writeString(
        out.resolve("manifest.json"),
        manifest.replaceFirst("\"format\"\\s*:\\s*" + Snapshot.FORMAT, "\"format\" : 99"));
    assertThatThrownBy(() -> SnapshotReader.open(out))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("format 99")
        .hasMessageContaining("newer version");
  }

  @Test
  void noSnapshotIsSaid() {
    assertThatThrownBy(() -> SnapshotReader.open(out))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("No snapshot");
  }
}
