package dev.coterie.language.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.language.Embedder;
import dev.coterie.language.EmbedderContract;
import dev.coterie.language.Embeddings;
import dev.coterie.language.FakeEmbedder;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteEmbedderTest extends EmbedderContract {
  /** In its answers a server says when to come back: here mostly at once. */
  private static final String NOW = "Retry-After";

  private static final EndpointOptions QUICK = new EndpointOptions("A_KEY", 1, 3, 4, 0);

  private final ModelServer server = ModelServer.start();
  private final Workers workers = Workers.of(2);
  private final RemoteEmbedder embedder = embedder(QUICK, 7);

  @AfterEach
  void stop() {
    embedder.close();
    workers.close();
    server.close();
  }

  @Override
  protected Embedder embedder() {
    return embedder;
  }

  private RemoteEmbedder embedder(EndpointOptions options, int batch) {
    return new RemoteEmbedder(
        Endpoint.of(server.base(), options, name -> name.equals("A_KEY") ? "sk-secret-1234" : null),
        "small",
        batch);
  }

  private Embeddings embed(RemoteEmbedder by, String... texts) {
    return by.embed(List.of(texts), workers, Progress.NONE);
  }

  @Test
  void vectorsAreThoseOfTheServerScaledToOne() {
    List<String> texts = List.of("red mug", "old train", "red mug");
    Embeddings right;
    try (FakeEmbedder fake = new FakeEmbedder("fake")) {
      right = fake.embed(texts, workers, Progress.NONE);
    }
    Embeddings answered = embedder.embed(texts, workers, Progress.NONE);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < right.vectors().columns(); j++) {
        assertThat(answered.vectors().get(i, j))
            .isCloseTo(right.vectors().get(i, j), within(1e-5f));
      }
    }
    assertThat(server.received()).hasSize(1);
    assertThat(server.received().getFirst().body().path("input")).hasSize(2);
    assertThat(server.received().getFirst().body().path("model").asString()).isEqualTo("small");
  }

  @Test
  void textsGoInBatchesAndBlankOnesNotAtAll() {
    String[] texts = IntStream.range(0, 30).mapToObj(i -> "mug " + i).toArray(String[]::new);
    texts[4] = "  ";
    Embeddings embedded = embed(embedder, texts);
    assertThat(server.received()).hasSize(5);
    assertThat(server.received())
        .allSatisfy(r -> assertThat(r.body().path("input").size()).isLessThanOrEqualTo(7));
    assertThat(embedded.vectors().row(4)).containsOnly(0);
    assertThat(server.mostAtOnce()).isLessThanOrEqualTo(4);
  }

  @Test
  void oneAtATimeIsKept() {
    String[] texts = IntStream.range(0, 20).mapToObj(i -> "mug " + i).toArray(String[]::new);
    try (RemoteEmbedder slow = embedder(new EndpointOptions("A_KEY", 1, 3, 1, 0), 2)) {
      embed(slow, texts);
    }
    assertThat(server.received()).hasSize(10);
    assertThat(server.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void requestsKeepTheirDistanceWhereTheRateIsLimited() {
    try (RemoteEmbedder slow = embedder(new EndpointOptions("A_KEY", 1, 3, 4, 600), 1)) {
      embed(slow, "a", "b", "c");
    }
    List<Long> times =
        server.received().stream().map(ModelServer.Received::nanos).sorted().toList();
    assertThat(times.getLast() - times.getFirst())
        .as("three requests, a tenth of a second each")
        .isGreaterThan(Duration.ofMillis(150).toNanos());
  }

  @Test
  void aTextThatIsTooLongIsCutAndToldOf() {
    Embeddings embedded = embed(embedder, "mug", "mug ".repeat(5000));
    assertThat(embedded.truncated().stream()).containsExactly(1);
    assertThat(server.received().getFirst().body().path("input").get(1).asString())
        .hasSizeLessThanOrEqualTo(8000);
  }

  @Test
  void nothingIsAskedBeforeThereIsAText() {
    assertThat(embedder.id()).startsWith("remote-small/127.0.0.1");
    assertThat(embedder.name()).isEqualTo("small");
    assertThat(server.received()).isEmpty();
  }

  static Stream<ModelServer.Fault> passing() {
    return Stream.of(
        ModelServer.status(429, "slow down", NOW, "0"),
        ModelServer.status(500, "{\"error\": \"boom\"}", NOW, "0"),
        ModelServer.status(503, "", NOW, "Wed, 21 Oct 2015 07:28:00 GMT"),
        ModelServer.cutOff(),
        ModelServer.body("<html>gateway</html>"),
        ModelServer.body(""),
        ModelServer.body("{\"data\": []}"),
        ModelServer.body("{\"data\": [{\"index\": 3, \"embedding\": [1]}]}"),
        ModelServer.body("{\"data\": [{\"index\": 0, \"embedding\": [0, 0]}]}"),
        ModelServer.body("{\"data\": [{\"index\": 0, \"embedding\": [1, \"NaN\"]}]}"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesIsAskedAgain(ModelServer.Fault fault) {
    server.next(fault);
    assertThat(embed(embedder, "red mug").vectors().rows()).isEqualTo(1);
    assertThat(embedder.traffic().calls()).isEqualTo(2);
    assertThat(embedder.traffic().repeats()).isEqualTo(1);
    assertThat(embedder.traffic().promptTokens()).as("of the answer that came").isEqualTo(2);
  }

  @Test
  void silenceEndsWithTheTimeoutAndIsAskedAgain() {
    server.next(server.silence());
    assertThat(embed(embedder, "red mug").vectors().rows()).isEqualTo(1);
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void theServerSaysHowLongToWait() {
    server.next(ModelServer.status(429, "", NOW, "1"));
    embed(embedder, "red mug");
    List<ModelServer.Received> received = server.received();
    assertThat(received.get(1).nanos() - received.get(0).nanos())
        .isGreaterThanOrEqualTo(Duration.ofMillis(980).toNanos());
  }

  @Test
  void afterAllAttemptsItSaysWhereAndWhat() {
    for (int i = 0; i < 3; i++) {
      server.next(ModelServer.status(500, "out of\nmemory", NOW, "0"));
    }
    assertThatThrownBy(() -> embed(embedder, "red mug"))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining(server.base() + "/embeddings")
        .hasMessageContaining("500: out of memory");
    assertThat(server.received()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422})
  void whatWillNotPassIsAskedOnceAndTheKeyIsNeverTold(int status) {
    server.next(ModelServer.status(status, "Incorrect key: sk-secret-1234"));
    assertThatThrownBy(() -> embed(embedder, "red mug"))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining(Integer.toString(status))
        .satisfies(
            e -> {
              for (Throwable t = e; t != null; t = t.getCause()) {
                assertThat(String.valueOf(t.getMessage())).doesNotContain("sk-secret");
              }
            });
    assertThat(server.received()).hasSize(1);
    assertThat(server.received().getFirst().authorization()).isEqualTo("Bearer sk-secret-1234");
  }

  @Test
  void withoutAKeyNoneIsSentAndARefusalNamesTheVariable() {
    server.next(ModelServer.status(401, ""));
    try (RemoteEmbedder keyless = embedder(new EndpointOptions("NOT_SET", 1, 1, 1, 0), 1)) {
      assertThatThrownBy(() -> embed(keyless, "mug")).hasMessageContaining("NOT_SET");
    }
    assertThat(server.received().getFirst().authorization()).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    URI nowhere = server.base();
    server.close();
    try (RemoteEmbedder lost =
        new RemoteEmbedder(
            Endpoint.of(nowhere, new EndpointOptions("A_KEY", 1, 1, 1, 0), name -> null), "m", 1)) {
      assertThatThrownBy(() -> embed(lost, "mug"))
          .isInstanceOf(ModelUnavailable.class)
          .hasMessageContaining("cannot be reached")
          .hasMessageContaining(nowhere.toString());
    }
  }

  @Test
  void vectorsOfAnotherLengthAreRefused() {
    embed(embedder, "mug");
    server.next(ModelServer.body("{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}]}"));
    assertThatThrownBy(() -> embed(embedder, "train"))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("then of 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host/v1", "localhost:8080", "http:///v1", "http://key@host/v1"})
  void addressesThatAreNoServersAreRefused(String address) {
    assertThatThrownBy(() -> Endpoint.of(URI.create(address), QUICK, name -> null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void badOptionsAreRefusedByName() {
    assertThat(
            List.of(
                refusal(() -> new EndpointOptions(" ", 1, 1, 1, 0)),
                refusal(() -> new EndpointOptions("K", 0, 1, 1, 0)),
                refusal(() -> new EndpointOptions("K", 1, 0, 1, 0)),
                refusal(() -> new EndpointOptions("K", 1, 1, 0, 0)),
                refusal(() -> new EndpointOptions("K", 1, 1, 1, -1)),
                refusal(() -> embedder(QUICK, 0))))
        .allSatisfy(message -> assertThat(message).contains("must be"))
        .doesNotHaveDuplicates();
    assertThat(Collections.singleton(EndpointOptions.DEFAULT.attempts())).containsOnly(5);
  }

  private static String refusal(Runnable work) {
    try {
      work.run();
      return "nothing was refused";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
