package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
  private static final int INT = 2;
  private static final int TERM = 15;

  @TempDir Path folder;

  private final List<Integer> exits = new ArrayList<>();

  @Test
  void whatIsUnfinishedIsDeletedAndWhatIsFinishedStays() throws IOException {
    Interruption interruption = new Interruption(1, exits::add);
    Path half = folder.resolve("half");
    Files.createDirectories(half.resolve("models"));
    Files.writeString(half.resolve("models/a.parquet"), "x");
    Path whole = Files.createDirectory(folder.resolve("whole"));
    interruption.unfinished(half);
    interruption.unfinished(whole);
    interruption.unfinished(folder.resolve("never-written"));
    interruption.finished(whole);

    interruption.stop(INT);

    assertThat(interruption.requested()).isTrue();
    assertThat(half).doesNotExist();
    assertThat(whole).exists();
    assertThat(exits).containsExactly(130);
  }

  @Test
  void aCommandThatEndsByItselfIsNotWaitedForAndNothingIsDeletedUnderIt() throws IOException {
    Interruption interruption = new Interruption(Long.MAX_VALUE, exits::add);
    Path half = Files.createDirectory(folder.resolve("half"));
    interruption.unfinished(half);
    interruption.commandEnded(0);

    interruption.stop(INT);

    assertThat(interruption.requested()).isTrue();
    assertThat(half).exists();
    assertThat(exits).isEmpty();
  }

  @Test
  void aSecondSignalDoesNotWait() throws InterruptedException {
    Interruption interruption = new Interruption(Long.MAX_VALUE, exits::add);
    Thread first = Thread.startVirtualThread(() -> interruption.stop(INT));
    while (!interruption.requested()) {
      Thread.onSpinWait();
    }

    interruption.stop(TERM);

    assertThat(exits).containsExactly(143);
    interruption.commandEnded(0);
    first.join();
    assertThat(exits).containsExactly(143);
  }

  @Test
  void theExitCodeNamesTheSignalThatEndedTheCommand() {
    Interruption interruption = new Interruption(1, exits::add);

    assertThat(interruption.commandEnded(Errors.INTERRUPTED)).isEqualTo(130);
    interruption.stop(TERM);
    assertThat(interruption.commandEnded(Errors.INTERRUPTED)).isEqualTo(143);
    assertThat(interruption.commandEnded(3)).isEqualTo(3);
  }
}
