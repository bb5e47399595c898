package dev.coterie.pipeline.embed;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which model reads which language. A model is named ({@code minilm}, {@code bge-en}, {@code
 * bge-zh}, {@code tfidf}), the folder of one as downloaded from a hub, or {@code URL#MODEL} of a
 * server.
 *
 * @param models by language, ISO 639-1 in lower case
 * @param otherwise for every other language, and for text of none
 * @param remote how servers are asked
 * @param vectors what items bring beside their text, by a name: a column of the catalogue, a file
 *     with a row for each of its rows, or a folder of images
 * @param imageModel folder of the model that reads images; empty where there are none to read
 */
public record EmbeddingOptions(
    Map<String, String> models,
    String otherwise,
    RemoteOptions remote,
    Map<String, String> vectors,
    Optional<String> imageModel) {
  /** The model that is trained on the texts themselves. */
  public static final String TFIDF = "tfidf";

  /** Chinese by a Chinese encoder, everything else by an English one. */
  public static final EmbeddingOptions DEFAULT =
      new EmbeddingOptions(Map.of("zh", "bge-zh"), "minilm");

  public EmbeddingOptions {
    Map<String, String> checked = new TreeMap<>();
    models.forEach(
        (language, model) -> {
          requireName("the model of language '" + language + "'", model);
          checked.put(base(language), model);
        });
    requireName("otherwise", otherwise);
    models = Map.copyOf(checked);
    for (Map.Entry<String, String> entry : vectors.entrySet()) {
      requireName("vectors." + entry.getKey(), entry.getValue());
      if (models.containsValue(entry.getKey()) || otherwise.equals(entry.getKey())) {
        throw new IllegalArgumentException(
            "vectors." + entry.getKey() + " bears the name of a model that reads text");
      }
    }
    vectors = Map.copyOf(vectors);
  }

  /** Servers are asked as usual, and items bring text alone. */
  public EmbeddingOptions(Map<String, String> models, String otherwise) {
    this(models, otherwise, RemoteOptions.defaults(), Map.of(), Optional.empty());
  }

  /** One model for every language. */
  public static EmbeddingOptions all(String model) {
    return new EmbeddingOptions(Map.of(), model);
  }

  /** The model for a language; {@code zh-CN} and {@code zh_TW} are {@code zh}. */
  public String model(String language) {
    return models.getOrDefault(base(language), otherwise);
  }

  private static String base(String language) {
    return language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
  }

  private static void requireName(String what, String model) {
    if (model.isBlank()) {
      throw new IllegalArgumentException(what + " must be a name or a folder, not blank");
    }
  }
}
