package dev.coterie.language.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shape of an answer: an object with one list of records, whose fields are all texts and all
 * there.
 *
 * @param list name of the list
 * @param fields of each record, at least one
 * @param most records that are read; more are left out
 */
public record AnswerShape(String list, List<Field> fields, int most) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * One field of a record.
   *
   * @param meaning told to the model
   * @param mostCharacters longer texts are refused
   */
  public record Field(String name, String meaning, int mostCharacters) {}

  /** A text that is no answer. */
  static final class OffShapeException extends Exception {
    private static final long serialVersionUID = 1L;

    OffShapeException(String message) {
      super(message);
    }
  }

  public AnswerShape {
    if (fields.isEmpty() || most < 1) {
      throw new IllegalArgumentException("a shape needs a field and a record, not " + fields);
    }
    fields = List.copyOf(fields);
  }

  /** The shape in words, for models that are not held to a schema. */
  String instruction() {
    StringBuilder text = new StringBuilder();
    text.append("Answer with one JSON object and nothing else: {\"").append(list).append("\": [{");
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      text.append(i == 0 ? "" : ", ").append('"').append(field.name).append("\": \"…\"");
    }
    text.append("}, …]}, at most ").append(most).append(" entries.");
    for (Field field : fields) {
      text.append(
          " %s: %s, at most %d characters."
              .formatted(field.name, field.meaning, field.mostCharacters));
    }
    return text.toString();
  }

  /**
   * The good records of an answer, and what is wrong with the others.
   *
   * @param entries text by field, made plain
   * @param faults one sentence each
   */
  record Read(List<Map<String, String>> entries, List<String> faults) {}

  /** Reads an answer record by record. */
  Read read(String answer) throws OffShapeException {
    JsonNode records = parsed(answer).path(list);
    if (!records.isArray()) {
      throw new OffShapeException("there is no list \"" + list + "\"");
    }
    List<Map<String, String>> entries = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < Math.min(most, records.size()); i++) {
      try {
        entries.add(entry(records.path(i)));
      } catch (OffShapeException e) {
        faults.add("entry " + (i + 1) + ": " + e.getMessage());
      }
    }
    return new Read(List.copyOf(entries), List.copyOf(faults));
  }

  /** Many models put JSON between fences or behind a sentence, although they are told not to. */
  private static JsonNode parsed(String answer) throws OffShapeException {
    int from = answer.indexOf('{');
    int to = answer.lastIndexOf('}');
    if (from < 0 || to < from) {
      throw new OffShapeException("there is no JSON object");
    }
    try {
      return JSON.readTree(answer.substring(from, to + 1));
    } catch (JacksonException e) {
      throw new OffShapeException("it is not JSON");
    }
  }

  private SequencedMap<String, String> entry(JsonNode record) throws OffShapeException {
    SequencedMap<String, String> entry = new LinkedHashMap<>();
    for (Field field : fields) {
      JsonNode value = record.path(field.name);
      if (!value.isString()) {
        throw new OffShapeException("there is no text \"" + field.name + "\"");
      }
      String text = QuotedText.plain(value.asString());
      if (text.isEmpty()) {
        throw new OffShapeException("\"" + field.name + "\" is empty");
      }
      if (text.length() > field.mostCharacters) {
        throw new OffShapeException(
            "\"%s\" is longer than %d characters".formatted(field.name, field.mostCharacters));
      }
      entry.put(field.name, text);
    }
    return entry;
  }
}
