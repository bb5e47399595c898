package dev.coterie.pipeline.tune;

import dev.coterie.domain.CoterieException.BadUsage;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long to try.
 *
 * @param time at most, reading included
 * @param trials at most
 */
public record Budget(Duration time, int trials) {
  private static final Pattern WRITING = Pattern.compile("(\\d{1,9})(s|m|h)?");

  /** Reads {@code 120s}, {@code 5m}, {@code 1h}, or a number of trials. */
  public static Budget parse(String text) {
    Matcher matcher = WRITING.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
      throw new BadUsage(
          "--budget '"
              + text
              + "' is neither a time nor a number of trials: write 120s, 5m or 50.");
    }
    int number = Integer.parseInt(matcher.group(1));
    if (matcher.group(2) == null) {
      return new Budget(Duration.ofDays(365), number);
    }
    return new Budget(
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        },
        Integer.MAX_VALUE);
  }
}
