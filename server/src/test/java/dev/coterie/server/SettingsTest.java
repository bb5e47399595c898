package dev.coterie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void optionsComeBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
    Path file =
        Files.writeString(folder.resolve("serve.yaml"), "port: 1\nqueue: 7\nrate-limit: 2.5\n");
    Settings settings =
        Settings.of(
            Optional.of(file),
            Map.of("COTERIE_SERVE_PORT", "2", "COTERIE_SERVE_QUEUE", "8", "OTHER", "x"),
            Map.of("port", "3"));
    assertThat(settings.server().port()).isEqualTo(3);
    assertThat(settings.live().queue()).isEqualTo(8);
    assertThat(settings.server().rateLimit()).isEqualTo(2.5);
    assertThat(settings.data()).isEqualTo(Path.of("coterie-data"));
    assertThat(settings.snapshot()).isEmpty();
  }

  @Test
  void unknownKeysAreToldAllAtOnceEachWithTheNearest() throws IOException {
    Path file = Files.writeString(folder.resolve("serve.yaml"), "prot: 1\n");
    assertThatThrownBy(
            () ->
                Settings.of(
                    Optional.of(file),
                    Map.of("COTERIE_SERVE_ADRESS", "::1"),
                    Map.of("refit-hour", "3")))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("serve.yaml: unknown setting 'prot'; did you mean 'port'?")
        .hasMessageContaining("did you mean 'address'?")
        .hasMessageContaining("did you mean 'refit-hours'?");
  }

  @Test
  void valuesThatMakeNoSenseAreToldByTheirKey() {
    for (Map<String, String> options :
        List.of(
            Map.of("port", "x"),
            Map.of("port", "70000"),
            Map.of("log", "perhaps"),
            Map.of("queue", "0"),
            Map.of("tls-key", "k.pem"))) {
      assertThatThrownBy(() -> Settings.of(Optional.empty(), Map.of(), options))
          .isInstanceOf(BadUsage.class)
          .hasMessageContaining(options.keySet().iterator().next());
    }
    assertThatThrownBy(
            () -> Settings.of(Optional.of(folder.resolve("none.yaml")), Map.of(), Map.of()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("none.yaml");
  }
}
