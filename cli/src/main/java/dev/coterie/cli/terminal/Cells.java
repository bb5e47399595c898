package dev.coterie.cli.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as text. */
final class Cells {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private Cells() {}

  /** For programs: every digit; empty where there is no value. */
  static String exact(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double d when !Double.isFinite(d) -> "";
      case Float f when !Float.isFinite(f) -> "";
      default -> value.toString();
    };
  }

  /** For people: four digits of a fraction, thousands apart, nothing that moves a terminal. */
  static String readable(@Nullable Object value) {
    return switch (value) {
      case null -> "-";
      case Double d -> fraction(d);
      case Float f -> fraction(f);
      case Long n -> String.format(Locale.ROOT, "%,d", n);
      case Integer n -> String.format(Locale.ROOT, "%,d", n);
      default -> printable(value.toString());
    };
  }

  private static String fraction(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** Control and formatting characters become blanks: a title must not steer the terminal. */
  static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> clean.appendCodePoint(Character.isISOControl(c) || isInvisible(c) ? ' ' : c));
    return clean.toString();
  }

  /** Line and paragraph separators, and the marks that turn the direction of writing. */
  private static boolean isInvisible(int c) {
    return c == 0x2028
        || c == 0x2029
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
