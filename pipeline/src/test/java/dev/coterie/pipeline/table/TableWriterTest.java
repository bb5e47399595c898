package dev.coterie.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.coterie.domain.CoterieException.JobFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenAsParquetIsReadBackInOrder() {
    Path file = folder.resolve("it's a table.parquet");
    TableWriter.write(
        file,
        List.of(Column.text("id"), Column.vector("v"), Column.integer("n")),
        writer -> {
          writer.row("b", new float[] {1.5f, -2}, 3);
          writer.row("a", null, null);
        });

    Tables.Answer answer = Tables.ask("SELECT * FROM " + Tables.parquet(file));

    assertThat(answer.columns()).containsExactly("id", "v", "n");
    assertThat(answer.rows().get(0)).containsExactly("b", List.of(1.5f, -2f), 3);
    assertThat(answer.rows().get(1)).containsExactly("a", null, null);
  }

  @Test
  void aFormulaInACsvCellIsDisarmedAndANegativeNumberIsNot() throws Exception {
    Path file = folder.resolve("out.csv");
    TableWriter.write(
        file,
        List.of(Column.text("id")),
        writer -> {
          writer.row("=HYPERLINK(\"http://x\")");
          writer.row("-17");
          writer.row("-1.5e3");
          writer.row("plain");
          writer.row("＝1");
          writer.row("－");
          writer.row("\n=1");
        });

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "id",
            "\"'=HYPERLINK(\"\"http://x\"\")\"",
            "-17",
            "-1.5e3",
            "plain",
            "'＝1",
            "'－",
            "\"'",
            "=1\"");
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    Path file = folder.resolve("nowhere/out.parquet");

    assertThatThrownBy(
            () -> TableWriter.write(file, List.of(Column.text("id")), table -> table.row("a")))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("nowhere/out.parquet");
  }

  @Test
  void tablesHaveOneThreadAndAPartOfWhatTheHeapHas() {
    long part = Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4);

    List<?> set =
        Tables.ask("SELECT current_setting('threads'), current_setting('memory_limit')")
            .rows()
            .getFirst();
    assertThat(set.getFirst()).isEqualTo(1L);
    assertThat(bytes(String.valueOf(set.get(1)))).isCloseTo((double) part, withinPercentage(5));
  }

  /** A size as DuckDB tells it, to the tenth of a unit. */
  private static double bytes(String size) {
    String[] words = size.split(" ", -1);
    return Double.parseDouble(words[0])
        * switch (words[1]) {
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          default -> throw new IllegalArgumentException(size);
        };
  }

  @Test
  void stoppedInTheMiddleItMakesNoFile() {
    Path file = folder.resolve("out.parquet");

    assertThatThrownBy(
            () ->
                TableWriter.write(
                    file,
                    List.of(Column.text("id")),
                    table -> {
                      table.row("a");
                      throw new CancellationException("stop");
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void closedBeforeItsEndItMakesNoFile() {
    Path file = folder.resolve("out.parquet");

    try (TableWriter table = TableWriter.open(file, List.of(Column.text("id")))) {
      table.row("a");
    }

    assertThat(file).doesNotExist();
  }
}
