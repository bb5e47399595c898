package dev.coterie.pipeline.report;

import org.jspecify.annotations.Nullable;

/** Numbers on their way into JSON, which knows no NaN and no infinity. */
final class Numbers {
  private Numbers() {}

  /** The number to six digits, so that the page stays small, or null where it is none. */
  static @Nullable Double finite(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    if (value == 0) {
      return 0.0;
    }
    double scale = Math.pow(10, 5 - Math.floor(Math.log10(Math.abs(value))));
    double rounded = Math.rint(value * scale) / scale;
    return Double.isFinite(rounded) ? rounded : value;
  }
}
