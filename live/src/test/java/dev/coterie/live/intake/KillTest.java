package dev.coterie.live.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.live.store.DuckDbStore;
import dev.coterie.live.store.EventStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment has lost nothing that it had said to be durable. */
class KillTest {
  private static final int KILLS = 10;

  @TempDir private Path folder;

  @Test
  void whatWasSaidToBeDurableIsThereOnce() throws Exception {
    Path file = folder.resolve("events.duckdb");
    SplittableRandom random = new SplittableRandom(7);
    Set<String> durable = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(file, "k" + kill);
      int most = random.nextInt(1, 400);
      try (BufferedReader out = process.inputReader()) {
        for (int i = 0; i < most; i++) {
          String id = out.readLine();
          assertThat(id).as("the writer died by itself").isNotNull();
          durable.add(id);
        }
        process.destroyForcibly().waitFor();
        // What it had said before it died and was not read yet; a line may be cut off.
        for (String id = out.readLine(); id != null; id = out.readLine()) {
          if (id.matches("k\\d+-\\d-\\d+")) {
            durable.add(id);
          }
        }
      } catch (IOException e) {
        // The pipe broke with the process.
        assertThat(process.isAlive()).isFalse();
      }
    }
    List<String> kept = new ArrayList<>();
    try (EventStore store = DuckDbStore.open(file, 64L << 20)) {
      store.eachEvent(0, event -> kept.add(event.event().eventId()));
      assertThat(store.lastSeq()).isEqualTo(kept.size());
    }
    assertThat(kept).doesNotHaveDuplicates();
    Set<String> lost = new HashSet<>(durable);
    lost.removeAll(new HashSet<>(kept));
    assertThat(lost).isEmpty();
  }

  private static Process start(Path file, String prefix) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledWriter.class.getName(),
            file.toString(),
            prefix)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
