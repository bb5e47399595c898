package dev.coterie.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.numeric.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicBoolean cancelled = new AtomicBoolean();

  @Test
  void oneBarFollowsAnother() {
    try (TerminalProgress progress = new TerminalProgress(err, 80, cancelled::get)) {
      progress.report("embedding", 1, 10);
      progress.report("embedding", 10, 10);
      progress.report("clustering", 0, 0);
    }

    String shown = bytes.toString(StandardCharsets.UTF_8);
    assertThat(shown).contains("embedding").contains("clustering");
    assertThat(shown.indexOf("embedding")).isLessThan(shown.indexOf("clustering"));
  }

  @Test
  void workStopsAtItsNextReport() {
    try (TerminalProgress progress = new TerminalProgress(err, 80, cancelled::get)) {
      progress.report("a", 1, 2);
      cancelled.set(true);
      assertThatThrownBy(() -> progress.report("a", 2, 2))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void theSilentOneStopsWorkToo() {
    Progress progress = TerminalProgress.silent(cancelled::get);
    progress.report("a", 1, 2);
    cancelled.set(true);

    assertThatThrownBy(() -> progress.report("a", 2, 2)).isInstanceOf(CancellationException.class);
  }
}
