package dev.coterie.live.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.JobFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbStoreTest extends EventStoreContract {
  private static final long MEMORY = 64L << 20;

  @TempDir private Path folder;

  @Override
  protected EventStore open(Path place) {
    return DuckDbStore.open(place.resolve("events.duckdb"), MEMORY);
  }

  @Test
  void aFileThatIsNoStoreIsRefusedWithItsName() throws IOException {
    Path file = Files.writeString(folder.resolve("other.duckdb"), "not a database at all");
    assertThatThrownBy(() -> DuckDbStore.open(file, MEMORY))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("other.duckdb");
  }
}
