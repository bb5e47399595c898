package dev.coterie.pipeline.chat;

import dev.coterie.language.chat.Budget;
import dev.coterie.language.remote.EndpointOptions;
import java.util.Optional;

/**
 * Which chat model writes, in what voice, and how much it may cost. Without a model nothing is
 * asked of anyone.
 *
 * @param url of the server, all before {@code /chat/completions}; none for no chat model
 * @param model as the server calls it
 * @param domain one sentence of what users come for
 * @param reader who reads what is written
 * @param language that it is written in
 * @param keyVariable environment variable that holds the key, if one is wanted
 * @param timeoutSeconds for one answer, at least 1
 * @param attempts of a request in all, at least 1
 * @param concurrency most questions at once, at least 1
 * @param requestsPerMinute 0 for no limit
 * @param calls most questions a run
 * @param tokens most tokens a run, read and written together
 * @param priceRead of a million tokens that it reads, for the estimate of a dry run
 * @param priceWritten of a million tokens that it writes
 */
public record ChatOptions(
    Optional<String> url,
    Optional<String> model,
    String domain,
    String reader,
    String language,
    String keyVariable,
    int timeoutSeconds,
    int attempts,
    int concurrency,
    int requestsPerMinute,
    long calls,
    long tokens,
    double priceRead,
    double priceWritten) {
  private static final long CALLS = 500;
  private static final long TOKENS = 1_000_000;

  public ChatOptions {
    if (url.isPresent() != model.isPresent()) {
      throw new IllegalArgumentException(
          url.isPresent() ? "model must be named beside url" : "url must be named beside model");
    }
    if (language.isBlank()) {
      throw new IllegalArgumentException("language must be the name of one, not blank");
    }
    if (!(priceRead >= 0) || !(priceWritten >= 0)) {
      throw new IllegalArgumentException(
          "prices must not be negative, not " + priceRead + " and " + priceWritten);
    }
    new EndpointOptions(keyVariable, timeoutSeconds, attempts, concurrency, requestsPerMinute);
    new Budget(calls, tokens);
  }

  /** No model. */
  public static ChatOptions defaults() {
    EndpointOptions usual = EndpointOptions.DEFAULT;
    return new ChatOptions(
        Optional.empty(),
        Optional.empty(),
        "",
        "a marketing team",
        "English",
        usual.keyVariable(),
        usual.timeoutSeconds(),
        usual.attempts(),
        usual.concurrency(),
        usual.requestsPerMinute(),
        CALLS,
        TOKENS,
        0,
        0);
  }

  /** How the server is spoken to. */
  public EndpointOptions endpoint() {
    return new EndpointOptions(
        keyVariable, timeoutSeconds, attempts, concurrency, requestsPerMinute);
  }
}
