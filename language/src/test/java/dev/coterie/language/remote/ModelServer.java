package dev.coterie.language.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coterie.language.Embeddings;
import dev.coterie.language.FakeEmbedder;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A real server on this machine that speaks the protocol of OpenAI: embeddings by {@link
 * FakeEmbedder}, chat by a function of the test. Faults that were planned happen to the next
 * requests, one each, before anything is answered rightly.
 */
public final class ModelServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** What happens to a request in the place of an answer. */
  @FunctionalInterface
  public interface Fault {
    void happen(HttpExchange exchange) throws IOException;
  }

  /**
   * What a chat model says.
   *
   * @param finish the reason that it gives for ending
   */
  public record Said(String content, String finish) {
    /** A whole answer. */
    public static Said whole(String content) {
      return new Said(content, "stop");
    }
  }

  /** A request as it came. */
  public record Received(String path, String authorization, JsonNode body, long nanos) {
    /** All that a chat model is told, its system text first. */
    public String prompt() {
      StringBuilder all = new StringBuilder();
      for (JsonNode message : body.path("messages")) {
        all.append(message.path("content").asString("")).append('\n');
      }
      return all.toString();
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Workers workers = Workers.of(1);
  private final FakeEmbedder embedder = new FakeEmbedder("fake");
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger under = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile Function<Received, Said> chat = request -> Said.whole("");

  private ModelServer(HttpServer server) {
    this.server = server;
  }

  /** Starts on a free port of this machine alone. */
  public static ModelServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ModelServer model = new ModelServer(server);
      server.createContext("/", model::answer);
      server.setExecutor(model.threads);
      server.start();
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients find it. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** Plans what happens to the next request that has no fault yet. */
  public ModelServer next(Fault fault) {
    faults.add(fault);
    return this;
  }

  /** What is answered to a chat. */
  public ModelServer chat(Function<Received, Said> answer) {
    chat = answer;
    return this;
  }

  /** All requests so far. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** The most requests that were under way at once. */
  public int mostAtOnce() {
    return most.get();
  }

  /** Says no. */
  public static Fault status(int status, String body, String... headers) {
    return exchange -> {
      for (int h = 0; h < headers.length; h += 2) {
        exchange.getResponseHeaders().add(headers[h], headers[h + 1]);
      }
      send(exchange, status, body, 0);
    };
  }

  /** Says yes, with a body that is not the protocol's. */
  public static Fault body(String body) {
    return exchange -> send(exchange, 200, body, 0);
  }

  /** Announces more than comes, and ends. */
  public static Fault cutOff() {
    return exchange -> send(exchange, 200, "{\"data\": [{\"embe", 1000);
  }

  /** Never answers. */
  public Fault silence() {
    return exchange -> {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  private static void send(HttpExchange exchange, int status, String body, int missing)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length + missing == 0 ? -1 : bytes.length + missing);
    if (missing > 0) {
      OutputStream out = exchange.getResponseBody();
      out.write(bytes);
      out.flush();
    } else if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /** Counts a request as over before it is answered: the next one may come before we go on. */
  private void answer(HttpExchange exchange) throws IOException {
    int now = under.incrementAndGet();
    most.accumulateAndGet(now, Math::max);
    Fault answer;
    try {
      answer = answerTo(exchange);
    } finally {
      under.decrementAndGet();
    }
    answer.happen(exchange);
  }

  private Fault answerTo(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    Received request =
        new Received(
            exchange.getRequestURI().getPath(), key == null ? "" : key, body, System.nanoTime());
    received.add(request);
    Fault fault = faults.poll();
    if (fault != null) {
      return fault;
    }
    return switch (request.path) {
      case "/v1/embeddings" -> body(embeddings(body));
      case "/v1/chat/completions" -> body(completion(request, chat.apply(request)));
      default -> status(404, "{\"error\": {\"message\": \"no such path\"}}");
    };
  }

  private synchronized String embeddings(JsonNode body) {
    List<String> texts = new ArrayList<>();
    body.path("input").forEach(text -> texts.add(text.asString()));
    Embeddings embedded = embedder.embed(texts, workers, Progress.NONE);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode data = answer.putArray("data");
    int tokens = 0;
    // The protocol numbers its vectors, so their order must not matter.
    for (int i = texts.size() - 1; i >= 0; i--) {
      ObjectNode one = data.addObject().put("index", i);
      ArrayNode vector = one.putArray("embedding");
      for (float x : embedded.vectors().row(i)) {
        vector.add(3 * x);
      }
      tokens += texts.get(i).split(" ", -1).length;
    }
    answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return answer.toString();
  }

  private static String completion(Received request, Said said) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("id", "1").put("object", "chat.completion");
    answer.put("model", request.body.path("model").asString(""));
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", said.finish());
    choice.putObject("message").put("role", "assistant").put("content", said.content());
    int prompt = request.prompt().length() / 4;
    int written = said.content().length() / 4;
    answer
        .putObject("usage")
        .put("prompt_tokens", prompt)
        .put("completion_tokens", written)
        .put("total_tokens", prompt + written);
    return answer.toString();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
    workers.close();
  }
}
