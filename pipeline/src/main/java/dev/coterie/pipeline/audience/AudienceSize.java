package dev.coterie.pipeline.audience;

import dev.coterie.domain.CoterieException.BadUsage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many users an audience has: a count, or a share of all users. */
public sealed interface AudienceSize {
  /** Of so many users. */
  int of(int users);

  /** A number of users, at least 1. */
  record Count(int users) implements AudienceSize {
    @Override
    public int of(int all) {
      return users;
    }
  }

  /** A share of all users, above 0 to 1; at least one user. */
  record Share(double share) implements AudienceSize {
    @Override
    public int of(int all) {
      return (int) Math.max(1, Math.round(share * all));
    }
  }

  /**
   * Reads {@code 500} or {@code 5%}.
   *
   * @throws BadUsage where it is neither, or nobody, or more than everyone
   */
  static AudienceSize parse(String text) {
    Matcher size = Pattern.compile("(\\d{1,9}|\\d{1,3}(?:\\.\\d+)?%)").matcher(text.strip());
    if (size.matches()) {
      boolean share = text.strip().endsWith("%");
      double number = Double.parseDouble(text.strip().replace("%", ""));
      if (number > 0 && (!share || number <= 100)) {
        return share ? new Share(number / 100) : new Count((int) number);
      }
    }
    throw new BadUsage(
        "--size " + text + ": give a number of users or a share of them, such as 500 or 5%.");
  }
}
