package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the server, as far as they end by themselves. */
class ServeCommandTest {
  @TempDir private Path folder;

  @Test
  void aKeyIsShownOnceAndListedWithoutItsSecret() throws IOException {
    CommandRun created =
        CommandRun.of("keys", "create", "--data", folder, "--name", "shop", "--scopes", "read");
    assertThat(created.code()).isZero();
    String key = created.out().strip();
    assertThat(key).matches("coterie_[0-9a-f]{12}_\\S{43}");
    String id = key.split("_", 3)[1];
    String secret = key.split("_", 3)[2];
    assertThat(Files.readString(folder.resolve("keys.json"))).contains(id).doesNotContain(secret);
    CommandRun listed = CommandRun.of("keys", "list", "--data", folder, "--format", "csv");
    assertThat(listed.out()).contains(id).contains("shop").contains("read").doesNotContain(secret);
    assertThat(CommandRun.of("keys", "revoke", "--data", folder, id).code()).isZero();
    assertThat(CommandRun.of("keys", "revoke", "--data", folder, "ffff").code()).isEqualTo(3);
  }

  @Test
  void whatMakesNoSenseIsRefusedBeforeAnythingStarts() {
    CommandRun scope = CommandRun.of("keys", "create", "--data", folder, "--scopes", "raed");
    assertThat(scope.code()).isEqualTo(2);
    assertThat(scope.err()).contains("did you mean 'read'?");
    CommandRun setting =
        CommandRun.of("serve", "--data", folder.resolve("d"), "--set", "refit-hour=1");
    assertThat(setting.code()).isEqualTo(2);
    assertThat(setting.err()).contains("did you mean 'refit-hours'?");
    CommandRun snapshot =
        CommandRun.of("serve", "--data", folder.resolve("d"), "--snapshot", folder.resolve("none"));
    assertThat(snapshot.code()).isEqualTo(3);
    assertThat(snapshot.err()).contains("No snapshot");
  }
}
