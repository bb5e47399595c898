package dev.coterie.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.IntFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What every endpoint does with bodies and figures of a request. */
final class Web {
  static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** A body of one thing. */
  static final int MOST_BODY = 1 << 20;

  /** A body of many events. */
  static final int MOST_EVENTS = 10 << 20;

  private Web() {}

  /** JSON as it is spoken here: names in snake_case, unknown names refused. */
  static JsonMapper json() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .changeDefaultPropertyInclusion(
            each -> each.withValueInclusion(JsonInclude.Include.NON_ABSENT))
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();
  }

  /** The whole body, where it is not longer than it may be. */
  static byte[] body(HttpServletRequest request, int most) throws IOException {
    if (request.getContentLengthLong() > most) {
      throw tooLong(most);
    }
    try (InputStream in = request.getInputStream()) {
      byte[] body = in.readNBytes(most + 1);
      if (body.length > most) {
        throw tooLong(most);
      }
      return body;
    }
  }

  private static Refusal tooLong(int most) {
    return new Refusal(413, "the body is longer than " + (most >> 20) + " MiB");
  }

  /** A body of JSON as what it is. */
  static <T> T read(HttpServletRequest request, JsonMapper json, Class<T> type) throws IOException {
    requireJson(request);
    try {
      T value = json.readValue(body(request, MOST_BODY), type);
      if (value == null) {
        throw Refusal.bad("the body is empty");
      }
      return value;
    } catch (JacksonException e) {
      throw Refusal.bad("the body cannot be read: " + reason(e));
    }
  }

  /**
   * Refuses what is not said to be JSON: a page of another site may send other types without
   * asking.
   */
  static void requireJson(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null
        || !(type.startsWith("application/json")
            || type.startsWith("application/x-ndjson")
            || type.startsWith("application/jsonl"))) {
      throw new Refusal(415, "the body must be application/json, or application/x-ndjson");
    }
  }

  /** What is wrong with JSON, without names of Java. */
  static String reason(JacksonException e) {
    if (e.getCause() instanceof IllegalArgumentException cause) {
      return String.valueOf(cause.getMessage());
    }
    String said = e.getOriginalMessage().lines().findFirst().orElse("").replaceAll(" \\(.*", "");
    String path =
        e.getPath().isEmpty() || e.getPath().getLast().getPropertyName() == null
            ? ""
            : e.getPath().getLast().getPropertyName() + ": ";
    String place =
        e.getLocation() == null || e.getLocation().getLineNr() < 1
            ? ""
            : " (line %d, column %d)"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return path + said.replaceAll("`?[a-z]+(\\.[a-z]+)+\\.[A-Za-z.$\\[\\]]+`?", "the type") + place;
  }

  /** How many of something, within what may be asked for. */
  static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw Refusal.bad("%s must be %d to %d, not %d".formatted(name, least, most, value));
    }
    return value;
  }

  /** What a record makes of a value, which may refuse it. */
  static <T> T checked(int value, IntFunction<T> maker) {
    try {
      return maker.apply(value);
    } catch (IllegalArgumentException e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
  }
}
