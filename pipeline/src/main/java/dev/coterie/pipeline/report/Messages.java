package dev.coterie.pipeline.report;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The table of all labels in one language; {@code {0}} stands for the first argument. */
final class Messages {
  private final Map<String, String> texts;

  private Messages(Map<String, String> texts) {
    this.texts = texts;
  }

  static Messages in(ReportLanguage language) {
    Properties properties = new Properties();
    String name = "messages_" + language.tag() + ".properties";
    try (var in = Messages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return new Messages(texts);
  }

  /** Every label by its key, ascending. */
  Map<String, String> all() {
    return texts;
  }

  /** One label; an argument is put in as it is, whatever it looks like. */
  String text(String key, String... arguments) {
    String template = texts.get(key);
    if (template == null) {
      throw new IllegalArgumentException("no message " + key);
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      int close = template.indexOf('}', open);
      text.append(template, at, open);
      text.append(arguments[Integer.parseInt(template.substring(open + 1, close))]);
      at = close + 1;
    }
    return text.append(template, at, template.length()).toString();
  }
}
