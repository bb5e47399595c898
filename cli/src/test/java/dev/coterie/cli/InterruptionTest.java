package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
  @TempDir Path folder;

  @Test
  void whatIsUnfinishedIsDeletedAndWhatIsFinishedStays() throws IOException {
    Interruption interruption = new Interruption(1);
    Path half = folder.resolve("half");
    Files.createDirectories(half.resolve("models"));
    Files.writeString(half.resolve("models/a.parquet"), "x");
    Path whole = Files.createDirectory(folder.resolve("whole"));
    interruption.unfinished(half);
    interruption.unfinished(whole);
    interruption.unfinished(folder.resolve("never-written"));
    interruption.finished(whole);

    interruption.stop();

    assertThat(interruption.requested()).isTrue();
    assertThat(half).doesNotExist();
    assertThat(whole).exists();
  }

  @Test
  void aCommandThatEndsByItselfIsNotWaitedFor() {
    Interruption interruption = new Interruption(Long.MAX_VALUE);
    interruption.commandEnded();

    interruption.stop();

    assertThat(interruption.requested()).isTrue();
  }
}
