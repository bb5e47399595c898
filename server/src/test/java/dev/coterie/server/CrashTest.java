package dev.coterie.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.live.Planted;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.intake.MemoryStore;
import dev.coterie.server.RunningServer.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client sees when the server dies, or its disk is full. */
class CrashTest {
  /** More are tried by hand, with -Dcoterie.kills=12. */
  private static final int KILLS = Integer.getInteger("coterie.kills", 2);

  @TempDir private Path folder;

  @Test
  void afterAKillEveryEventThatWasAcknowledgedIsInTheAnswersOnce() throws Exception {
    Path snapshot = Planted.snapshot(folder);
    Path data = folder.resolve("data");
    int taken = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(data, snapshot);
      try (BufferedReader out = process.inputReader();
          HttpClient client = HttpClient.newHttpClient()) {
        int port = port(out);
        for (int i = 0; i < 20; i++) {
          String event =
              "{\"event_id\":\"k%d\",\"user_id\":\"survivor\",\"item_id\":\"i%03d\"}"
                  .formatted(taken, taken % 100);
          HttpRequest request =
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(event))
                  .build();
          if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            taken++;
          }
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    try (RunningServer server = RunningServer.start(data, snapshot, ServerOptions.local(0))) {
      assertThat(taken).isEqualTo(20 * KILLS);
      assertThat(server.get("/v1/users/survivor").json().get("events").asInt()).isEqualTo(taken);
    }
  }

  private static int port(BufferedReader out) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = out.readLine();
    }
    assertThat(line).as("the server did not start").isNotNull();
    return Integer.parseInt(String.valueOf(line).substring("port ".length()));
  }

  private static Process start(Path data, Path snapshot) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledServer.class.getName(),
            data.toString(),
            snapshot.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void aStoreThatCannotBeWrittenIsToldAndAnswersGoOnAndItRecoversByItself() {
    MemoryStore store = new MemoryStore();
    try (RunningServer server =
        RunningServer.start(
            DataFolder.open(folder.resolve("data")),
            store,
            Planted.snapshot(folder),
            ServerOptions.local(0))) {
      String event = "{\"event_id\":\"d1\",\"user_id\":\"ann\",\"item_id\":\"i001\"}";
      store.breakDown(true);
      Answer refused = server.post("/v1/events", event);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("retry-after")).isEqualTo("5");
      assertThat(refused.json().get("detail").asString()).contains("store");
      assertThat(
              server
                  .send(
                      "PUT", "/v1/items", "{\"item_id\":\"n\"}", "Content-Type", "application/json")
                  .status())
          .isEqualTo(503);
      assertThat(server.get("/v1/users/u0000/recommendations").status()).isEqualTo(200);
      assertThat(server.get("/v1/users/ann").status()).isEqualTo(404);
      store.breakDown(false);
      assertThat(server.post("/v1/events", event).json().get("accepted").asInt()).isEqualTo(1);
      assertThat(server.get("/v1/users/ann").json().get("events").asInt()).isEqualTo(1);
    }
  }
}
