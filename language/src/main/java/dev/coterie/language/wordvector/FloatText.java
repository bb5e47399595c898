package dev.coterie.language.wordvector;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers out of bytes. Up to 15 digits are a whole number that a double holds, and
 * one division by a power of ten gives the nearest double (Clinger, How to read floating point
 * numbers accurately, 1990); the rest is left to the JDK.
 */
final class FloatText {
  private static final double[] POWERS = powers();
  private static final int MOST_DIGITS = 15;

  private final byte[] bytes;

  FloatText(byte[] bytes) {
    this.bytes = bytes;
  }

  private static double[] powers() {
    double[] powers = new double[23];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /** Fills {@code count} floats; false where there are more or fewer finite numbers, or others. */
  boolean read(int from, int to, float[] values, int valuesAt, int count) {
    int i = from;
    for (int c = 0; c < count; c++) {
      while (i < to && (bytes[i] == ' ' || bytes[i] == '\t')) {
        i++;
      }
      int start = i;
      boolean negative = i < to && bytes[i] == '-';
      if (negative) {
        i++;
      }
      long digits = 0;
      int seen = i;
      int decimals = 0;
      while (i < to && (bytes[i] - '0' & 0xff) < 10) {
        digits = digits * 10 + (bytes[i++] - '0');
      }
      if (i < to && bytes[i] == '.') {
        int point = i++;
        while (i < to && (bytes[i] - '0' & 0xff) < 10) {
          digits = digits * 10 + (bytes[i++] - '0');
        }
        decimals = i - point - 1;
        seen++;
      }
      int length = i - seen;
      if (length < 1 || length > MOST_DIGITS || (i < to && bytes[i] != ' ' && bytes[i] != '\t')) {
        while (i < to && bytes[i] != ' ' && bytes[i] != '\t') {
          i++;
        }
        float value = slowly(new String(bytes, start, i - start, StandardCharsets.ISO_8859_1));
        if (Float.isNaN(value)) {
          return false;
        }
        values[valuesAt + c] = value;
      } else {
        double value = digits / POWERS[decimals];
        values[valuesAt + c] = (float) (negative ? -value : value);
      }
    }
    return i == to;
  }

  static boolean isNumber(String cell) {
    return !Float.isNaN(slowly(cell));
  }

  /** NaN where it is no finite number. */
  private static float slowly(String cell) {
    try {
      float value = (float) Double.parseDouble(cell);
      return Float.isFinite(value) ? value : Float.NaN;
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }
}
