package dev.coterie.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a reader should know, without its words, so that each language has words of its own for it.
 *
 * @param code what it is about, in lower case with hyphens
 * @param values what is put into the words, in their order: numbers as they are to be read, names
 */
public record Note(String code, List<String> values) {
  public Note {
    values = List.copyOf(values);
  }

  /** Whole numbers with groups of digits, others with one decimal place, anything else as text. */
  public static Note of(String code, Object... values) {
    return new Note(code, Arrays.stream(values).map(Note::text).toList());
  }

  private static String text(Object value) {
    return switch (value) {
      case Integer number -> String.format(Locale.ROOT, "%,d", number);
      case Long number -> String.format(Locale.ROOT, "%,d", number);
      case Double number -> String.format(Locale.ROOT, "%.1f", number);
      default -> value.toString();
    };
  }
}
