package dev.coterie.pipeline.embed;

import dev.coterie.language.remote.EndpointOptions;

/**
 * How models on other servers are asked for vectors.
 *
 * @param keyVariable environment variable that holds the key, if one is wanted
 * @param batch most texts a request, at least 1
 * @param timeoutSeconds for one answer, at least 1
 * @param attempts of a request in all, at least 1
 * @param concurrency most requests at once, at least 1
 * @param requestsPerMinute 0 for no limit
 */
public record RemoteOptions(
    String keyVariable,
    int batch,
    int timeoutSeconds,
    int attempts,
    int concurrency,
    int requestsPerMinute) {
  private static final int BATCH = 32;

  public RemoteOptions {
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be at least 1, not " + batch);
    }
    new EndpointOptions(keyVariable, timeoutSeconds, attempts, concurrency, requestsPerMinute);
  }

  public static RemoteOptions defaults() {
    EndpointOptions usual = EndpointOptions.DEFAULT;
    return new RemoteOptions(
        usual.keyVariable(),
        BATCH,
        usual.timeoutSeconds(),
        usual.attempts(),
        usual.concurrency(),
        usual.requestsPerMinute());
  }

  EndpointOptions endpoint() {
    return new EndpointOptions(
        keyVariable, timeoutSeconds, attempts, concurrency, requestsPerMinute);
  }
}
