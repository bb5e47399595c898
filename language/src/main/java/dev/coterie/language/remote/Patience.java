package dev.coterie.language.remote;

import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a request is repeated: after half a second, then one, two and so on to half a minute, each
 * up to a quarter longer or shorter so that many clients do not come back at once; or after as long
 * as the server asks in {@code Retry-After}, two minutes at most.
 */
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(2);
  private static final double JITTER = 0.25;

  /** What the library takes for no answer. */
  private static final Duration BY_BACKOFF = Duration.ofNanos(-1);

  private Patience() {}

  static <T> RetryPolicy<T> of(int attempts) {
    return RetryPolicy.<T>builder()
        .handleIf((T result, Throwable e) -> mayPass(e))
        .withMaxAttempts(attempts)
        .withBackoff(FIRST, LONGEST)
        .withJitter(JITTER)
        .withDelayFnOn(
            context ->
                context.getLastException() instanceof RefusedRequest refused
                    ? refused.retryAfter().map(Patience::spread).orElse(BY_BACKOFF)
                    : BY_BACKOFF,
            IOException.class)
        .build();
  }

  private static boolean mayPass(@Nullable Throwable e) {
    return e instanceof RefusedRequest refused ? refused.passes() : e instanceof IOException;
  }

  /** So that the jitter never comes back earlier than was asked. */
  private static Duration spread(Duration asked) {
    return Duration.ofNanos(Math.round(asked.toNanos() / (1 - JITTER)));
  }

  /** What a {@code Retry-After} header says, in seconds or as a date. */
  static Optional<Duration> asked(HttpHeaders headers, Instant now) {
    return headers.firstValue("Retry-After").flatMap(value -> wait(value.strip(), now));
  }

  private static Optional<Duration> wait(String value, Instant now) {
    Duration wait;
    try {
      wait =
          value.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(
                  now,
                  ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    if (wait.isNegative()) {
      return Optional.of(Duration.ZERO);
    }
    return Optional.of(wait.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : wait);
  }
}
