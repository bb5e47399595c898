package dev.coterie.language.chat;

import java.util.List;
import java.util.Map;

/**
 * What became of a question.
 *
 * @param entries the good records, text by field
 * @param fault why there are none, or not all; empty where nothing is wrong
 */
public record Reply(List<Map<String, String>> entries, String fault) {
  public Reply {
    entries = List.copyOf(entries);
  }

  static Reply refused(String fault) {
    return new Reply(List.of(), fault);
  }
}
