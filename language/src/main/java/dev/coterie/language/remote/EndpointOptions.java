package dev.coterie.language.remote;

/**
 * How a server is spoken to.
 *
 * @param keyVariable environment variable that holds the key; where it is not set, none is sent
 * @param timeoutSeconds for one whole answer, at least 1
 * @param attempts of one request in all, at least 1
 * @param concurrency most requests under way at once, at least 1
 * @param requestsPerMinute most requests a minute, evenly spaced; 0 for no limit
 */
public record EndpointOptions(
    String keyVariable, int timeoutSeconds, int attempts, int concurrency, int requestsPerMinute) {
  /** One minute an answer, five attempts, four requests at once. */
  public static final EndpointOptions DEFAULT = new EndpointOptions("OPENAI_API_KEY", 60, 5, 4, 0);

  public EndpointOptions {
    if (keyVariable.isBlank()) {
      throw new IllegalArgumentException(
          "keyVariable must be the name of an environment variable, not blank");
    }
    atLeast("timeoutSeconds", timeoutSeconds, 1);
    atLeast("attempts", attempts, 1);
    atLeast("concurrency", concurrency, 1);
    atLeast("requestsPerMinute", requestsPerMinute, 0);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }
}
