package dev.coterie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.live.Planted;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.server.RunningServer.Answer;
import dev.coterie.server.access.Keys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a client relies on, by real HTTP. */
class ServerTest {
  @TempDir private static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            folder.resolve("data"), Planted.snapshot(folder), ServerOptions.local(0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Set<String> items(JsonNode list) {
    Set<String> ids = new TreeSet<>();
    list.get("items").forEach(item -> ids.add(item.get("item_id").asString()));
    return ids;
  }

  @Test
  void anEventIsInTheNextAnswer() {
    String list = "/v1/users/clicker/recommendations?limit=5";
    JsonNode cold = server.get(list).json();
    assertThat(cold.get("cold_start").asBoolean()).isTrue();
    Answer taken =
        server.post(
            "/v1/events",
            "{\"event_id\":\"c1\",\"user_id\":\"clicker\",\"kind\":\"buy\",\"item_id\":\"i001\"}");
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.json().get("accepted").asInt()).isEqualTo(1);
    JsonNode warm = server.get(list).json();
    assertThat(warm.get("cold_start").asBoolean()).isFalse();
    String stranger = "{\"events\":[{\"kind\":\"view\",\"item_id\":\"what nobody knows\"}]}";
    assertThat(server.post("/v1/recommendations", stranger).json().get("cold_start").asBoolean())
        .isTrue();
    assertThat(warm.get("as_of").get("event").asString()).isEqualTo("c1");
    assertThat(warm.get("recommendation_id").asString())
        .isNotEqualTo(cold.get("recommendation_id").asString());
    assertThat(items(warm)).hasSize(5).doesNotContain("i001");
    assertThat(warm.get("items").get(0).get("reasons").get(0).get("text").asString()).isNotBlank();
    JsonNode user = server.get("/v1/users/clicker").json();
    assertThat(user.get("segment_id").asString()).isEqualTo(warm.get("segment_id").asString());
    double sum = 0;
    for (JsonNode share : user.get("membership")) {
      sum += share.asDouble();
    }
    assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));
  }

  @Test
  void eachEventOfABatchIsJudgedByItselfHoweverTheyAreSent() {
    String good = "{\"event_id\":\"b%d\",\"user_id\":\"batch\",\"item_id\":\"i002\"}";
    String array =
        "[%s, {\"user_id\":\"batch\"}, %s, 7, %s]"
            .formatted(good.formatted(1), good.formatted(2), good.formatted(1));
    JsonNode receipt = server.post("/v1/events", array).json();
    assertThat(receipt.get("accepted").asInt()).isEqualTo(2);
    assertThat(receipt.get("duplicates").asInt()).isEqualTo(1);
    assertThat(receipt.get("rejected").asInt()).isEqualTo(2);
    assertThat(receipt.get("events").get(1).get("reason").asString()).contains("item_id");
    String lines = good.formatted(2) + "\n{broken\n\n" + good.formatted(3) + "\n";
    Answer jsonl = server.send("POST", "/v1/events", lines, "Content-Type", "application/x-ndjson");
    assertThat(jsonl.json().get("accepted").asInt()).isEqualTo(1);
    assertThat(jsonl.json().get("duplicates").asInt()).isEqualTo(1);
    assertThat(jsonl.json().get("rejected").asInt()).isEqualTo(1);
    assertThat(server.post("/v1/events", "{\"user_id\":\"x\"}").status()).isEqualTo(422);
  }

  @Test
  void aHiddenItemIsGoneAtOnceAndANewOneIsKnown() {
    String list = "/v1/users/u0000/recommendations?limit=3";
    String first = server.get(list).json().get("items").get(0).get("item_id").asString();
    assertThat(server.send("DELETE", "/v1/items/" + first, "").status()).isEqualTo(204);
    assertThat(items(server.get(list).json())).hasSize(3).doesNotContain(first);
    assertThat(server.send("DELETE", "/v1/items/never", "").status()).isEqualTo(404);
    String item = "{\"item_id\":\"brand new\",\"title\":\"copper kettle\",\"tags\":[\"tea\"]}";
    assertThat(server.send("PUT", "/v1/items", item, "Content-Type", "application/json").status())
        .isEqualTo(200);
    assertThat(server.get("/v1/items/brand%20new").json().get("language").asString())
        .isEqualTo("en");
    assertThat(
            server
                .send("PUT", "/v1/items", "{\"item_id\":\"\"}", "Content-Type", "application/json")
                .status())
        .isEqualTo(400);
  }

  @Test
  void whatIsAskedForIsGiven() {
    JsonNode segments = server.get("/v1/segments").json();
    String id = segments.get("segments").get(0).get("segment_id").asString();
    assertThat(server.get("/v1/segments/" + id).json().get("evidence").get("name").asString())
        .isNotBlank();
    JsonNode users = server.get("/v1/segments/" + id + "/users?limit=5").json();
    assertThat(users.get("users")).hasSize(5);
    String user = users.get("users").get(0).get("user_id").asString();
    assertThat(server.get("/v1/segments/" + id + "/items?limit=4").json().get("items")).hasSize(4);
    assertThat(server.get("/v1/segments/" + id + "/trend").status()).isEqualTo(200);
    assertThat(server.get("/v1/users/" + user + "/similar?limit=4").json().get("users")).hasSize(4);
    assertThat(server.get("/v1/items/i001/similar?limit=4").json().get("items")).hasSize(4);
    assertThat(server.get("/v1/search?q=i001").json().get("items").get(0).get("item_id").asString())
        .isEqualTo("i001");
    JsonNode session =
        server
            .post(
                "/v1/recommendations",
                "{\"events\":[{\"item_id\":\"i003\",\"kind\":\"view\"}],\"limit\":4}")
            .json();
    assertThat(items(session)).hasSize(4).doesNotContain("i003");
    JsonNode audience = server.post("/v1/audiences", "{\"item_id\":\"i001\",\"size\":6}").json();
    assertThat(audience.get("users")).hasSize(6);
  }

  @Test
  void anEditOfWhatOthersChangedIsRefusedTellingWhat() {
    JsonNode all = server.get("/v1/segments").json();
    int revision = all.get("revision").asInt();
    String id = all.get("segments").get(1).get("segment_id").asString();
    String path = "/v1/segments/" + id;
    Answer renamed = patch(path, "{\"name\":\"Gift buyers\",\"revision\":%d}".formatted(revision));
    assertThat(renamed.status()).as(renamed.response().body()).isEqualTo(200);
    assertThat(server.get(path).json().get("segment").get("name").asString())
        .isEqualTo("Gift buyers");
    Answer stale = patch(path, "{\"description\":\"x\",\"revision\":%d}".formatted(revision));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.json().get("detail").asString()).contains("Gift buyers");
    assertThat(patch(path, "{\"hidden\":true}").status()).isEqualTo(200);
    assertThat(patch(path, "{\"hidden\":true}").status()).isEqualTo(409);
    assertThat(server.get("/v1/segments").json().get("segments"))
        .noneMatch(each -> each.get("segment_id").asString().equals(id));
    assertThat(server.get(path).json().get("segment").get("hidden").asBoolean()).isTrue();
    for (JsonNode edit : server.get("/v1/edits").json().get("edits")) {
      String taken = "/v1/edits/" + edit.get("number");
      assertThat(server.send("DELETE", taken, "").status()).as("in any order").isEqualTo(200);
      assertThat(server.send("DELETE", taken, "").status()).isEqualTo(404);
    }
    assertThat(server.get("/v1/segments").json().get("segments"))
        .hasSameSizeAs(all.get("segments"));
    assertThat(patch("/v1/segments/s99", "{\"name\":\"x\"}").status()).isEqualTo(404);
    assertThat(patch(path, "{\"name\":\" \"}").status()).isEqualTo(400);
    assertThat(patch(path, "{\"name\":\"x\",\"hidden\":true}").status()).isEqualTo(400);
    assertThat(folder.resolve("data/audit.log")).content().contains("PATCH");
  }

  private static Answer patch(String path, String body) {
    return server.send("PATCH", path, body, "Content-Type", "application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/users/nobody, 404",
    "GET, /v1/segments/s99, 404",
    "GET, /v1/users/u0000/recommendations?limit=0, 400",
    "GET, /v1/users/u0000/recommendations?limit=x, 400",
    "GET, /v1/users/u0000/recommendations?offset=-1, 400",
    "GET, /v1/search, 400",
    "GET, /v1/nowhere, 404",
    "GET, /nowhere, 404",
    "DELETE, /v1/segments, 405",
    "POST, /v1/events, 415",
    "GET, /v1/fits/fit-77, 404",
    "POST, /v1/snapshots/fit-77/activate, 404"
  })
  void whatIsWrongIsToldAsAProblem(String method, String path, int status) {
    Answer answer = server.send(method, path, "");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.json().get("instance").asString())
        .isEqualTo("urn:request:" + answer.header("x-request-id"));
    assertThat(answer.response().body()).doesNotContain("Exception").doesNotContain("dev.coterie");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "{\"limit\":\"many\"}", "{\"limt\":3}", "{\"limit\":0}"})
  void aBodyThatCannotBeReadIsToldWithoutNamesOfJava(String body) {
    Answer answer = server.post("/v1/recommendations", body.isEmpty() ? " " : body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.json().get("detail").asString())
        .doesNotContain("dev.coterie")
        .doesNotContain("java.");
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(detail("/v1/users/u0000/recommendations?limit=many"))
        .isEqualTo("limit cannot be 'many'");
    assertThat(detail("/v1/user/u0000")).contains("nothing at /v1/user/u0000", "/docs");
  }

  private static String detail(String path) {
    return server.get(path).json().get("detail").asString();
  }

  @Test
  void theSameStateHasTheSameTagAndIsNotSentAgain() {
    String path = "/v1/users/u0003/recommendations";
    String tag = server.get(path).header("etag");
    assertThat(tag).startsWith("W/");
    assertThat(server.get(path, "If-None-Match", tag).status()).isEqualTo(304);
    server.post("/v1/events", "{\"user_id\":\"u0003\",\"item_id\":\"i007\"}");
    assertThat(server.get(path, "If-None-Match", tag).status()).isEqualTo(200);
  }

  @Test
  void longAnswersAreCompressedAndEveryAnswerHasTheSecurityHeaders() {
    Answer answer = server.get("/v1/segments", "Accept-Encoding", "gzip");
    assertThat(answer.header("content-encoding")).isEqualTo("gzip");
    for (Answer each : List.of(answer, server.get("/v1/nowhere"))) {
      assertThat(each.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(each.header("content-security-policy")).contains("default-src 'none'");
      assertThat(each.header("server")).isEmpty();
    }
  }

  @Test
  void whatCanBeAskedIsWrittenDownAndCanBeBrowsed() {
    JsonNode api = server.get("/openapi.json").json();
    assertThat(api.get("openapi").asString()).startsWith("3.1");
    assertThat(api.get("info").get("title").asString()).isEqualTo("Coterie");
    assertThat(api.get("paths").propertyNames())
        .contains("/v1/events", "/v1/users/{id}/recommendations", "/v1/fits")
        .doesNotContain("/error");
    Answer page = server.get("/swagger-ui/index.html");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body()).contains("swagger");
  }

  @Test
  void figuresAreThereForPrometheus() {
    server.get("/v1/segments");
    String figures = server.get("/metrics").response().body();
    assertThat(figures)
        .contains("coterie_http_requests_seconds_bucket")
        .contains("path=\"/v1/segments\"")
        .contains("coterie_drift")
        .contains("coterie_events_waiting");
    assertThat(server.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void aUserIsGivenOutAndForgotten() {
    server.post("/v1/events", "{\"user_id\":\"leaver\",\"item_id\":\"i001\"}");
    assertThat(server.get("/v1/users/leaver/export").json().get("received")).hasSize(1);
    assertThat(server.send("DELETE", "/v1/users/leaver", "").json().get("events").asInt())
        .isEqualTo(1);
    assertThat(server.get("/v1/users/leaver").status()).isEqualTo(404);
    assertThat(folder.resolve("data/audit.log")).content().doesNotContain("leaver");
  }

  @Test
  void aPageElsewhereCannotUseTheServerOfThisMachine() {
    assertThat(server.send("POST", "/v1/events", "{}", "Content-Type", "text/plain").status())
        .isEqualTo(415);
  }

  @Test
  void aSecondServerOnTheSameFolderIsRefused() {
    assertThatThrownBy(() -> DataFolder.open(folder.resolve("data")))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("Another server");
  }

  @Test
  void aPortThatIsTakenIsToldInALine() {
    Path other = folder.resolve("other");
    assertThatThrownBy(
            () ->
                CoterieServer.start(
                    server.live(),
                    new Keys(DataFolder.keys(other)),
                    other.resolve("audit.log"),
                    ServerOptions.local(server.port())))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("Port " + server.port() + " is in use");
  }

  @Test
  void aFitUnderLoadFailsNoRequestAndIsFollowedByItsEvents() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> load =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; !done.get(); i++) {
                  statuses.add(server.get("/v1/users/u00%02d".formatted(i % 60)).status());
                  statuses.add(
                      server
                          .post(
                              "/v1/events",
                              "{\"event_id\":\"load%d\",\"user_id\":\"load%d\",\"item_id\":\"i%03d\"}"
                                  .formatted(i, i % 7, i % 100))
                          .status());
                }
              },
              threads);
      Answer started = server.post("/v1/fits", "{}");
      assertThat(started.status()).isEqualTo(202);
      String id = started.json().get("id").asString();
      assertThat(server.post("/v1/fits", "{}").status()).isEqualTo(409);
      String events = server.get("/v1/fits/" + id + "/events").response().body();
      assertThat(events).contains("\"RUNNING\"").contains("\"PUBLISHED\"");
      done.set(true);
      load.get(30, TimeUnit.SECONDS);
      assertThat(server.get("/v1/snapshots").json().get("active").asString()).isEqualTo(id);
    }
    assertThat(statuses).isNotEmpty().containsOnly(200);
    int taken = statuses.size() / 2;
    int known = 0;
    for (int u = 0; u < 7; u++) {
      known += server.get("/v1/users/load" + u).json().get("events").asInt();
    }
    assertThat(known).isEqualTo(taken);
    assertThat(server.post("/v1/snapshots/fit-1/activate", "{}").json().get("active").asString())
        .isEqualTo("fit-1");
  }
}
