package dev.coterie.pipeline.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.Story;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.report.ReportLanguage;
import dev.coterie.pipeline.snapshot.ListedItem;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import dev.coterie.pipeline.table.Tables;
import dev.coterie.pipeline.table.Tables.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListExportTest {
  private static final ReasonText WORDS = new ReasonText(ReportLanguage.ENGLISH, Set.of("VIEW"));

  @TempDir private static Path folder;
  private static SnapshotReader snapshot;

  /** Titles are formulas, as a spreadsheet sees them. */
  @BeforeAll
  static void fit() throws IOException {
    StringBuilder rows = new StringBuilder("user_id,item_id,title\n");
    for (int u = 0; u < 12; u++) {
      for (int i = 0; i < 4; i++) {
        int item = (u + i * i) % 7;
        rows.append("u%02d,i%d,=cmd %d%n".formatted(u, item, item));
      }
    }
    Path events = Files.writeString(folder.resolve("events.csv"), rows);
    Path out = folder.resolve("snapshot");
    SnapshotWriter.write(Story.fit(folder, List.of(events), List.of(), 1), out, false);
    snapshot = SnapshotReader.open(out);
  }

  @Test
  void everyoneHasTheFirstOfTheOwnListInItsOrder() {
    Path file = folder.resolve("lists.parquet");

    ListExport.write(snapshot, 2, WORDS, file, Progress.NONE);

    Answer table = Tables.ask("SELECT * FROM " + Tables.parquet(file));
    assertThat(table.columns())
        .containsExactly("user_id", "rank", "item_id", "title", "score", "affinity", "reasons");
    List<List<Object>> expected = new ArrayList<>();
    for (int u = 0; u < 12; u++) {
      String user = "u%02d".formatted(u);
      for (ListedItem item : snapshot.list(user).subList(0, 2)) {
        assertThat(item.reasons()).isNotEmpty();
        expected.add(
            List.of(
                user,
                item.rank(),
                item.itemId(),
                item.title(),
                item.score(),
                item.affinity(),
                item.reasons().stream().map(r -> WORDS.words(r.reason(), r.name())).toList()));
      }
    }
    assertThat(table.rows()).isEqualTo(expected);
  }

  @Test
  void titlesThatASpreadsheetWouldRunAreDisarmedInCsv() throws IOException {
    Path file = folder.resolve("lists.csv");

    ListExport.write(snapshot, 1, WORDS, file, Progress.NONE);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines.getFirst()).isEqualTo("user_id,rank,item_id,title,score,affinity,reasons");
    assertThat(lines.subList(1, lines.size()))
        .hasSize(12)
        .allMatch(line -> line.matches("u\\d\\d,1,i\\d,'=cmd \\d,.*"));
  }

  @Test
  void stoppedItLeavesNoFile() {
    Path file = folder.resolve("never.csv");

    assertThatThrownBy(
            () ->
                ListExport.write(
                    snapshot,
                    1,
                    WORDS,
                    file,
                    (what, done, total) -> {
                      throw new CancellationException("stop");
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(file).doesNotExist();
    assertThat(folder).isDirectoryNotContaining("glob:**.never.csv");
  }
}
