package dev.coterie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.live.Planted;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.server.RunningServer.Answer;
import dev.coterie.server.access.Keys;
import dev.coterie.server.access.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, by real HTTP. */
class AccessTest {
  @TempDir private static Path folder;
  private static Keys keys;
  private static String ingest;
  private static String read;
  private static String admin;
  private static String busy;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    Path data = folder.resolve("data");
    keys = new Keys(DataFolder.keys(data));
    ingest = keys.create("shop", EnumSet.of(Scope.INGEST)).key();
    read = keys.create("app", EnumSet.of(Scope.READ)).key();
    admin = keys.create("ops", EnumSet.of(Scope.ADMIN)).key();
    busy = keys.create("busy", EnumSet.of(Scope.READ)).key();
    server =
        RunningServer.start(
            data,
            Planted.snapshot(folder),
            new ServerOptions("127.0.0.1", 0, 20, Optional.empty(), Optional.empty(), false));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static int status(String key, String method, String path) {
    return server
        .send(
            method,
            path,
            method.equals("POST") ? "{}" : "",
            "Authorization",
            "Bearer " + key,
            "Content-Type",
            "application/json")
        .status();
  }

  @Test
  void aKeyOpensWhatItsScopesSayAndNothingElse() {
    assertThat(status(read, "GET", "/v1/segments")).isEqualTo(200);
    assertThat(status(ingest, "GET", "/v1/segments")).isEqualTo(403);
    assertThat(status(ingest, "POST", "/v1/events")).isEqualTo(422);
    assertThat(status(read, "POST", "/v1/events")).isEqualTo(403);
    assertThat(status(read, "DELETE", "/v1/items/i001")).isEqualTo(403);
    assertThat(status(read, "DELETE", "/v1/users/u0000")).isEqualTo(403);
    assertThat(status(read, "GET", "/v1/users/u0000/export")).isEqualTo(403);
    assertThat(status(read, "POST", "/v1/fits")).isEqualTo(403);
    assertThat(status(read, "POST", "/v1/snapshots/fit-1/activate")).isEqualTo(403);
    assertThat(status(admin, "GET", "/v1/users/u0000/export")).isEqualTo(200);
    assertThat(status(admin, "GET", "/v1/segments")).isEqualTo(200);
    assertThat(status(read, "GET", "/metrics")).isEqualTo(200);
  }

  @Test
  void withoutAValidKeyNothingIsToldButHealth() {
    Answer none = server.get("/v1/segments");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(status("coterie_000000000000_AAAA", "GET", "/v1/segments")).isEqualTo(401);
    assertThat(status(read.substring(0, read.length() - 1), "GET", "/v1/segments")).isEqualTo(401);
    assertThat(server.get("/metrics").status()).isEqualTo(401);
    assertThat(server.get("/v1/nowhere").status()).isEqualTo(401);
    assertThat(server.get("/health/ready").status()).isEqualTo(200);
    assertThat(server.get("/v1/segments", "X-API-Key", read).status()).isEqualTo(200);
  }

  @Test
  void aRevokedKeyOpensNothingAMomentLater() throws InterruptedException {
    Keys.Created created = keys.create("short", EnumSet.of(Scope.READ));
    TimeUnit.MILLISECONDS.sleep(1_100);
    assertThat(status(created.key(), "GET", "/v1/segments")).isEqualTo(200);
    keys.revoke(created.entry().id());
    TimeUnit.MILLISECONDS.sleep(1_100);
    assertThat(status(created.key(), "GET", "/v1/segments")).isEqualTo(401);
  }

  @Test
  void noKeyIsKeptAndDeedsAreWrittenDown() throws IOException {
    String file = Files.readString(DataFolder.keys(folder.resolve("data")));
    for (String key : Set.of(ingest, read, admin)) {
      assertThat(file).doesNotContain(key.split("_", 3)[2]);
    }
    status(admin, "GET", "/v1/users/u0009/export");
    status(read, "DELETE", "/v1/users/u0009");
    String audit = Files.readString(folder.resolve("data/audit.log"));
    assertThat(audit).contains("/v1/users/{id}/export").doesNotContain("u0009");
  }

  @Test
  void tooManyRequestsOfOneKeyAreTurnedAwayForAMoment() {
    Answer answer = server.get("/v1/segments", "X-API-Key", busy);
    for (int i = 0; i < 5_000 && answer.status() == 200; i++) {
      answer = server.get("/v1/segments", "X-API-Key", busy);
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isEqualTo("1");
  }

  @Test
  void anotherAddressNeedsAKey() {
    Keys none = new Keys(folder.resolve("none.json"));
    assertThatThrownBy(
            () ->
                CoterieServer.start(
                    server.live(),
                    none,
                    folder.resolve("audit.log"),
                    new ServerOptions("0.0.0.0", 0, 0, Optional.empty(), Optional.empty(), false)))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("keys create");
  }
}
