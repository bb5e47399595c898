package dev.coterie.language.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link OfflineProbe} in a JVM of its own, where nothing was loaded before. */
class OfflineTest {
  @TempDir Path folder;

  private static String probe(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.nio.channels.spi.SelectorProvider="
                    + OfflineProbe.NoChannels.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                OfflineProbe.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeAll(List.of("OPT_OUT_TRACKING", "RUST_FLAVOR", "DJL_OFFLINE"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void embeddingOpensNoSocket() throws Exception {
    assertThat(probe(Map.of())).contains("rows 1", "sockets 0");
  }

  @Test
  void embeddingOpensNoSocketWhereTheEnvironmentAllowsTracking() throws Exception {
    assertThat(probe(Map.of("OPT_OUT_TRACKING", "false"))).contains("rows 1", "sockets 0");
  }

  @Test
  void theWatchSeesASocket() throws Exception {
    assertThat(probe(Map.of(), "open")).contains("refused").doesNotContain("sockets 0");
  }

  @Test
  void aFolderThatTakesNoNativesIsNamedWithTheRemedy() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    assertThat(probe(Map.of("ENGINE_CACHE_DIR", file.resolve("cache").toString())))
        .contains(file.toString(), "Make that folder writable", "ENGINE_CACHE_DIR")
        .doesNotContain("rows 1");
  }
}
