package dev.coterie.domain;

import java.util.Locale;

/** Numbers of things in sentences. */
public final class Count {
  private Count() {}

  /** {@code 1 user}, {@code 1,200 users}. */
  public static String of(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
