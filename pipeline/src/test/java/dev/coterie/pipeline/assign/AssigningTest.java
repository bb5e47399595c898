package dev.coterie.pipeline.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Fit;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.Story;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssigningTest {
  private static final PlantedEvents PLANTED =
      PlantedEvents.of(Shape.PLAIN.withUsers(120).withMixed(0.1, 0.1), 4);

  private static final String HEADER = "who,how,what,said,timestamp";

  @TempDir static Path folder;
  private static Fit fit;

  /** The planted table under names of its own, so that the fit needs a map. */
  @BeforeAll
  static void fit() throws IOException {
    PLANTED.write(folder, 0);
    rename("events.csv", "own.csv", "user_id,kind,item_id,query,timestamp", HEADER);
    rename(
        "items.csv",
        "titles.csv",
        "item_id,title,categories,language",
        "what,title,categories,language");
    fit =
        Story.fit(
            folder,
            List.of(folder.resolve("own.csv")),
            List.of(folder.resolve("titles.csv")),
            2,
            "source.map={user: who, kind: how, item: what, query: said}",
            "source.where=who <> 'u0007'");
    SnapshotWriter.write(fit, folder.resolve("snapshot"), false);
  }

  private static void rename(String file, String other, String header, String otherHeader)
      throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(file)));
    assertThat(lines.set(0, otherHeader)).isEqualTo(header);
    Files.write(folder.resolve(other), lines);
  }

  private static Assignment assign(Path events) {
    return Assigning.run(
        SnapshotReader.open(folder.resolve("snapshot")),
        source -> source.withFiles(List.of(events.toString()), List.of()),
        new Machine(2, 1L << 30, folder, VectorCache.none()),
        Progress.NONE);
  }

  private static Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static String segment(Assignment assignment, int user) {
    return assignment.segmentIds().get(assignment.places().segment()[user]);
  }

  /** The segment of most users of an interest. */
  private static int segmentOf(int interest) {
    int[] votes = new int[fit.segmentation().segments()];
    List<String> users = fit.data().events().users();
    for (int u = 0; u < users.size(); u++) {
      int planted = Integer.parseInt(users.get(u).substring(1));
      if (PLANTED.interestOfUser()[planted] == interest && PLANTED.isPure(planted)) {
        votes[fit.segmentation().segment()[u]]++;
      }
    }
    return IntStream.range(0, votes.length)
        .reduce((a, b) -> votes[b] > votes[a] ? b : a)
        .orElseThrow();
  }

  @Test
  void trainingUsersWithTheirOwnEventsGetThePlaceThatTheFitGave() {
    Assignment assignment = assign(folder.resolve("own.csv"));
    assertThat(assignment.asFitted()).isTrue();
    assertThat(assignment.users()).isEqualTo(fit.data().events().users());
    assertThat(assignment.places().segment()).isEqualTo(fit.segmentation().segment());
    assertThat(assignment.places().subsegment()).isEqualTo(fit.segmentation().subsegment());
    assertThat(assignment.newItems()).isZero();
    assertThat(assignment.unknown()).isZero();
    for (int u = 0; u < assignment.users().size(); u++) {
      assertThat(assignment.places().membership().row(u))
          .containsExactly(fit.segmentation().membership().row(u), within(1e-4f));
    }
  }

  @Test
  void newUsersGoWhereTheirItemsBelong() throws IOException {
    Assignment assignment =
        assign(
            file(
                "new.csv",
                HEADER,
                "new1,view,i000,,2022-06-01T10:00:00Z",
                "new1,view,i004,,2022-06-01T10:00:00Z",
                "new1,purchase,i008,,2022-06-02T10:00:00Z",
                "new2,view,i002,,2022-06-01T10:00:00Z",
                "new2,purchase,i006,,2022-06-03T10:00:00Z",
                "u0000,view,i003,,2022-06-03T10:00:00Z",
                "u0000,view,i007,,2022-06-03T10:00:00Z"));
    assertThat(assignment.users()).containsExactly("new1", "new2", "u0000");
    assertThat(assignment.places().segment())
        .containsExactly(segmentOf(0), segmentOf(2), segmentOf(3));
    assertThat(segment(assignment, 0)).isEqualTo("s" + (segmentOf(0) + 1));
    assertThat(assignment.unknown()).isZero();
  }

  @Test
  void itemsThatTheSnapshotLacksAreCountedAndUsersOfNothingElseAreTold() throws IOException {
    Assignment assignment =
        assign(
            file(
                "unseen.csv",
                HEADER,
                "mixed,view,i001,,2022-06-01T10:00:00Z",
                "mixed,view,never1,,2022-06-01T10:00:00Z",
                "stranger,view,never1,,2022-06-01T10:00:00Z",
                "stranger,view,never2,,2022-06-01T10:00:00Z"));
    assertThat(assignment.newItems()).isEqualTo(2);
    assertThat(assignment.placedItems()).isZero();
    assertThat(assignment.unknown()).isEqualTo(1);
    assertThat(assignment.places().segment()[0]).isEqualTo(segmentOf(1));
    assignment.places().membership().requireFinite("membership");
  }

  @Test
  void otherColumnsAreReadByTheirUsualNamesAndThatIsSaid() throws IOException {
    Path standard =
        file(
            "standard.csv",
            "user_id,item_id,timestamp",
            "u0007,i000,2022-06-01T10:00:00Z",
            "u0007,i004,2022-06-01T10:00:00Z");
    Assignment assignment = assign(standard);
    assertThat(assignment.asFitted()).isFalse();
    // The fit's condition names a column that is not there, so it does not hold.
    assertThat(assignment.users()).containsExactly("u0007");
    assertThat(assignment.places().segment()).containsExactly(segmentOf(0));
  }

  @Test
  void columnsThatNobodyKnowsAreRefusedInTheWordsOfTheFitsMap() throws IOException {
    Path unknown = file("unknown.csv", "foo,bar", "1,2", "3,4");
    assertThatThrownBy(() -> assign(unknown))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("who");
  }

  @Test
  void whatTheFitsConditionLeavesOutIsNotTakenInByAnotherReading() throws IOException {
    Path left = file("left.csv", "who,what,timestamp", "u0007,i000,2022-06-01T10:00:00Z");
    assertThatThrownBy(() -> assign(left)).isInstanceOf(BadInput.class);
  }
}
