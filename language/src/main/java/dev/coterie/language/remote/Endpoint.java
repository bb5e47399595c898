package dev.coterie.language.remote;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RateLimiter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server that takes JSON and answers with JSON. Requests that fail in a way that may pass are
 * repeated as {@link Patience} says; answers that are not what was asked for are too. Safe for many
 * threads.
 */
public final class Endpoint implements AutoCloseable {
  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_SAID = 200;
  private static final int SUCCESS = 200;
  private static final int AFTER_SUCCESS = 300;
  private static final int NO_KEY = 401;
  private static final int WRONG_KEY = 403;

  private final URI base;
  private final EndpointOptions options;
  private final @Nullable String key;
  private final Semaphore places;
  private final Optional<RateLimiter<Object>> rate;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong repeats = new AtomicLong();
  private final AtomicLong promptTokens = new AtomicLong();
  private final AtomicLong answerTokens = new AtomicLong();
  private @Nullable HttpClient client;

  private Endpoint(URI base, EndpointOptions options, @Nullable String key) {
    this.base = base;
    this.options = options;
    this.key = key == null || key.isBlank() ? null : key.strip();
    this.places = new Semaphore(options.concurrency(), true);
    this.rate =
        options.requestsPerMinute() == 0
            ? Optional.empty()
            : Optional.of(
                RateLimiter.smoothBuilder(options.requestsPerMinute(), Duration.ofMinutes(1))
                    .build());
  }

  /**
   * Readies a server; nothing is opened yet.
   *
   * @param base what stands before {@code /embeddings} and {@code /chat/completions}
   * @param environment gives the value of an environment variable, or null
   * @throws IllegalArgumentException where {@code base} is no http or https address of a host
   */
  public static Endpoint of(
      URI base, EndpointOptions options, Function<String, @Nullable String> environment) {
    String scheme = String.valueOf(base.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
      throw new IllegalArgumentException(
          "the address of a server must be http://HOST… or https://HOST…, not " + base);
    }
    if (base.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "an address must hold no key; put it in the environment as " + options.keyVariable());
    }
    return new Endpoint(base, options, environment.apply(options.keyVariable()));
  }

  /** The address that paths stand behind. */
  public URI base() {
    return base;
  }

  /** What was asked so far. */
  public Traffic traffic() {
    return new Traffic(calls.get(), repeats.get(), promptTokens.get(), answerTokens.get());
  }

  /** Counts the tokens that an answer says it took. */
  public void count(long prompt, long answer) {
    promptTokens.addAndGet(prompt);
    answerTokens.addAndGet(answer);
  }

  /**
   * Sends a document and reads the answer.
   *
   * @param path with its slash
   * @throws RemoteFailure where no attempt brought an answer
   * @throws CancellationException where the thread was interrupted
   */
  public <T> T post(String path, String json, AnswerReader<T> reader) {
    URI address = address(path);
    try {
      return Failsafe.with(Patience.<T>of(options.attempts()))
          .get(context -> attempt(address, json, reader, !context.isFirstAttempt()));
    } catch (FailsafeException e) {
      Throwable cause = e.getCause();
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw cancelled(cause);
      }
      throw failure(address, cause == null ? e : cause);
    }
  }

  private <T> T attempt(URI address, String json, AnswerReader<T> reader, boolean again)
      throws IOException, InterruptedException {
    if (rate.isPresent()) {
      rate.get().acquirePermit();
    }
    places.acquire();
    try {
      calls.incrementAndGet();
      repeats.addAndGet(again ? 1 : 0);
      return reader.read(body(send(request(address, json))));
    } finally {
      places.release();
    }
  }

  private HttpRequest request(URI address, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return request.build();
  }

  /** Waits for the whole answer: the client's own timeout ends with its headers. */
  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return answer.get(options.timeoutSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer in " + options.timeoutSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private synchronized HttpClient client() {
    if (client == null) {
      // Servers on one's own machine often stumble over an offer to change to HTTP/2.
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(options.timeoutSeconds()))
              .build();
    }
    return client;
  }

  private String body(HttpResponse<byte[]> answer) throws RefusedRequest {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.statusCode() >= SUCCESS && answer.statusCode() < AFTER_SUCCESS) {
      return body;
    }
    throw new RefusedRequest(
        answer.statusCode(), said(body), Patience.asked(answer.headers(), Instant.now()));
  }

  /** The start of what a server says, on one line and without the key that some repeat. */
  private String said(String body) {
    String secret = key == null ? body : body.replace(key, "…");
    String line = secret.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MOST_SAID ? line : line.substring(0, MOST_SAID) + "…";
  }

  private RemoteFailure failure(URI address, Throwable cause) {
    int status = cause instanceof RefusedRequest refused ? refused.status() : 0;
    String what =
        cause instanceof ConnectException
            ? "cannot be reached"
            : "gave no answer to use: " + said(String.valueOf(cause.getMessage()));
    String remedy = "Check the address, and that the server runs.";
    if (status == NO_KEY || status == WRONG_KEY) {
      remedy =
          key == null
              ? "It wants a key: put it in the environment as " + options.keyVariable() + "."
              : "It refuses the key in " + options.keyVariable() + ".";
    } else if (status != 0) {
      remedy = "Check the name of the model, and what the server allows.";
    }
    return new RemoteFailure(status, address + " " + what + ".\n" + remedy, cause);
  }

  private URI address(String path) {
    String text = base.toString();
    String stem = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return URI.create(stem.endsWith(path) ? stem : stem + path);
  }

  private static CancellationException cancelled(Throwable cause) {
    CancellationException cancelled = new CancellationException("interrupted");
    cancelled.initCause(cause);
    return cancelled;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
      client = null;
    }
  }
}
