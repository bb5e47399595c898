package dev.coterie.pipeline.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Fit;
import dev.coterie.domain.Lineage;
import dev.coterie.domain.Lineage.Descent;
import dev.coterie.domain.Lineage.Fate;
import dev.coterie.domain.Segmentation;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.Story;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefitTest {
  @TempDir private Path folder = Path.of(".");

  private Path snapshot(Fit fit, String name) {
    SnapshotWriter.write(fit, folder.resolve(name), false);
    return folder.resolve(name);
  }

  @Test
  void aRefitOnTheSameDataChangesNoId() {
    PlantedEvents.of(Shape.PLAIN.withUsers(120), 3).write(folder, 0);
    Path old = snapshot(Story.fit(folder, folder, 2), "old");
    Fit again = Story.fit(folder, folder, 2, "from='" + old + "'");
    assertThat(again.segmentation().segments()).isGreaterThan(1);
    Lineage lineage = again.manifest().lineage().orElseThrow();
    assertThat(lineage.usersInBoth()).isEqualTo(again.data().events().users().size());
    assertThat(lineage.usersWhoStayed()).isEqualTo(lineage.usersInBoth());
    assertThat(lineage.descents()).extracting(Descent::fate).containsOnly(Fate.KEPT);
    SnapshotReader next = SnapshotReader.open(snapshot(again, "next"));
    assertThat(next.segments())
        .extracting(SegmentRow::id)
        .isEqualTo(SnapshotReader.open(old).segments().stream().map(SegmentRow::id).toList());
    assertThat(next.segments()).allSatisfy(row -> assertThat(row.lineage()).isPresent());
    assertThat(SnapshotReader.open(old).segments())
        .extracting(SegmentRow::lineage)
        .containsOnly(Optional.empty());
  }

  @Test
  void idsThatWereGivenStayWhenTheOrderOfSizesChanges() {
    PlantedEvents.of(Shape.PLAIN.withUsers(120), 3).write(folder, 0);
    Path first = snapshot(Story.fit(folder, folder, 2, "segments.k=4"), "first");
    Path second =
        snapshot(Story.fit(folder, folder, 2, "segments.k=2", "from='" + first + "'"), "second");
    Path third =
        snapshot(Story.fit(folder, folder, 2, "segments.k=4", "from='" + second + "'"), "third");
    assertThat(SnapshotReader.open(third).segments())
        .filteredOn(row -> row.level() == 1)
        .extracting(SegmentRow::id)
        .as("two died at k = 2; the two that are born again get numbers of their own")
        .contains("s5", "s6")
        .doesNotHaveDuplicates()
        .hasSize(4);
    SnapshotDiff diff = SnapshotDiff.of(SnapshotReader.open(first), SnapshotReader.open(second));
    assertThat(diff.users().both()).isEqualTo(120);
    assertThat(diff.changes())
        .filteredOn(change -> change.fate() == Fate.DIED)
        .filteredOn(change -> change.before().orElseThrow().level() == 1)
        .hasSize(2);
  }

  @Test
  void whatTheEarlierFitChoseIsTakenOverUnlessItIsChosenAnew() {
    PlantedEvents.of(Shape.PLAIN.withUsers(150), 3).write(folder, 0);
    Path old = snapshot(Story.fit(folder, folder, 2), "old");
    Fit next = Story.fit(folder, folder, 2, "from='" + old + "'");
    assertThat(criteria(next)).containsOnly("taken-over");
    assertThat(next.ranking().settings()).isEqualTo(SnapshotReader.open(old).ranking().settings());
    assertThat(next.segmentation().verdict().basis()).isEqualTo(Segmentation.Basis.FORMER);
    Fit anew = Story.fit(folder, folder, 2, "from='" + old + "'", "anew=true");
    assertThat(criteria(anew)).isNotEmpty().doesNotContain("taken-over");
    assertThat(anew.manifest().lineage()).isPresent();
  }

  private static List<String> criteria(Fit fit) {
    return fit.manifest().choices().choices().stream()
        .map(choice -> choice.criterion().code())
        .toList();
  }

  @Test
  void aSnapshotThatIsNotThereIsRefusedBeforeTheWork() {
    PlantedEvents.of(Shape.PLAIN.withUsers(40), 3).write(folder, 0);
    assertThatThrownBy(() -> Story.fit(folder, folder, 1, "from=nowhere"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("No snapshot nowhere");
  }
}
