package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.JobFailed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  /** Some 200 MB. */
  private static final String MUCH =
      "CREATE TABLE t AS SELECT hash(i) AS a, hash(i + 1) AS b, hash(i + 2) AS c FROM range(9000000) r(i)";

  @TempDir private Path folder;

  @Test
  void manyRowsAreAddedWhileTheirSourceIsRead() {
    try (Database database = Database.open(new Resources(1, 256L << 20, folder))) {
      database.run("CREATE TABLE source AS SELECT i FROM range(300000) r(i)");
      database.run("CREATE TABLE target (i BIGINT)");

      database.append(
          "target",
          appender ->
              database.query(
                  "SELECT i FROM source",
                  row -> appender.beginRow().append(row.getLong(1)).endRow()));

      assertThat(database.number("SELECT count(DISTINCT i) FROM target")).isEqualTo(300_000);
    }
  }

  /** What the machine lacks is told as such, not as the fault of a file. */
  @Test
  void tooLittleMemory() {
    try (Database database = Database.open(new Resources(1, 64L << 20, folder))) {
      database.run("SET temp_directory = ''");
      assertThatThrownBy(() -> database.run(MUCH))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("more memory than the 64 MiB")
          .hasMessageContaining("--memory");
    }
  }

  @Test
  void aFullDisk() {
    try (Database database = Database.open(new Resources(1, 64L << 20, folder))) {
      database.run("SET max_temp_directory_size = '1MiB'");
      assertThatThrownBy(() -> database.run(MUCH))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("The disk is full")
          .hasMessageContaining(folder.toString());
    }
    assertThat(folder).isEmptyDirectory();
  }
}
