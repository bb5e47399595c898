package dev.coterie.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A catalogue entry.
 *
 * @param id as the source writes it, trimmed
 * @param title empty where the source has none
 * @param description empty where the source has none
 * @param categories most general first, as the source orders them
 * @param tags in the order of the source
 * @param language ISO 639-1, empty where there is no text to tell it from
 * @param attributes every other column of the catalogue, by its name
 * @param listed false where only events name the item and the given catalogue lacks it
 */
public record Item(
    String id,
    String title,
    String description,
    List<String> categories,
    List<String> tags,
    String language,
    Map<String, String> attributes,
    boolean listed) {

  public Item {
    categories = List.copyOf(categories);
    tags = List.copyOf(tags);
    attributes = Map.copyOf(attributes);
  }

  /** The same in other categories. */
  public Item withCategories(List<String> others) {
    return new Item(id, title, description, others, tags, language, attributes, listed);
  }

  /** The same without some attributes. */
  public Item withoutAttributes(Set<String> names) {
    Map<String, String> others = new HashMap<>(attributes);
    others.keySet().removeAll(names);
    return new Item(id, title, description, categories, tags, language, others, listed);
  }

  /** What an embedder reads: title, description, categories and tags, those that there are. */
  public String text() {
    StringBuilder text = new StringBuilder(title);
    append(text, description);
    append(text, String.join(", ", categories));
    append(text, String.join(", ", tags));
    return text.toString();
  }

  /** The title, or the id where there is none. */
  public String label() {
    return title.isEmpty() ? id : title;
  }

  private static void append(StringBuilder text, String part) {
    if (!part.isEmpty()) {
      text.append(text.isEmpty() ? "" : ". ").append(part);
    }
  }
}
