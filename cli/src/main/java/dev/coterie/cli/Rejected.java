package dev.coterie.cli;

import dev.coterie.domain.DataQuality;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows that cleaning left out, in words. */
final class Rejected {
  private Rejected() {}

  /** The rules that left rows out with their counts, in the order of application. */
  static String told(DataQuality data) {
    return data.rejected().entrySet().stream()
        .filter(rule -> rule.getValue() > 0)
        .map(rule -> String.format(Locale.ROOT, "%s %,d", rule.getKey(), rule.getValue()))
        .collect(Collectors.joining(", "));
  }
}
