package dev.coterie.language.chat;

import dev.coterie.language.remote.Endpoint;
import dev.coterie.language.remote.UnusableAnswer;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what LangChain4j writes through an endpoint, so that its requests are repeated, limited and
 * counted as all others are. Whole answers only, no streams.
 */
final class EndpointClient implements HttpClient, HttpClientBuilder {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SUCCESS = 200;

  private final Endpoint endpoint;

  EndpointClient(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    String body =
        endpoint.post(
            URI.create(request.url())
                .getPath()
                .substring(endpoint.base().getPath().replaceAll("/$", "").length()),
            request.body(),
            EndpointClient::checked);
    return SuccessfulHttpResponse.builder()
        .statusCode(SUCCESS)
        .headers(Map.of())
        .body(body)
        .build();
  }

  /** What is no completion would fail in the library in many ways. */
  private static String checked(String body) throws UnusableAnswer {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JacksonException e) {
      throw new UnusableAnswer("an answer that is not JSON");
    }
    if (!root.path("choices").path(0).path("message").isObject()) {
      throw new UnusableAnswer("an answer without a choice");
    }
    return body;
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("answers are not streamed");
  }

  @Override
  public Duration connectTimeout() {
    return Duration.ZERO;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return Duration.ZERO;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }

  @Override
  public HttpClient build() {
    return this;
  }
}
