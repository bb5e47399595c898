package dev.coterie.language.transformer;

import dev.coterie.language.ModelUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A model as downloaded from a hub: a folder of the layout of Sentence Transformers. */
final class HubFolder {
  private static final List<String> GRAPHS =
      List.of("onnx/model.onnx", "model.onnx", "onnx/model_quantized.onnx", "model_quantized.onnx");

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path folder;

  private HubFolder(Path folder) {
    this.folder = folder;
  }

  static ModelSource read(Path folder) {
    return new HubFolder(folder).source();
  }

  private ModelSource source() {
    if (!Files.isDirectory(folder)) {
      throw new ModelUnavailable("There is no model folder " + folder + ".");
    }
    Path graph = graph();
    Path tokenizer = folder.resolve("tokenizer.json");
    if (!Files.isRegularFile(tokenizer)) {
      throw new ModelUnavailable(
          "The model folder "
              + folder
              + " has no tokenizer.json.\nDownload it from where the model comes from.");
    }
    JsonNode prompts = json("config_sentence_transformers.json").path("prompts");
    String passage = prompts.path("passage").asString("");
    return new ModelSource(
        name(),
        new ModelFile.OnDisk(graph),
        weights(graph),
        new ModelFile.OnDisk(tokenizer),
        pooling(),
        maxTokens(),
        prompts.path("query").asString(""),
        passage.isEmpty() ? prompts.path("document").asString("") : passage);
  }

  private String name() {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return last == null ? folder.toString() : last.toString();
  }

  private Path graph() {
    for (String candidate : GRAPHS) {
      Path path = folder.resolve(candidate);
      if (Files.isRegularFile(path)) {
        return path;
      }
    }
    throw new ModelUnavailable(
        "The model folder "
            + folder
            + " has no ONNX graph ("
            + String.join(", ", GRAPHS)
            + ").\nExport the model to ONNX, or download its onnx folder.");
  }

  /** What a graph larger than 2 GB keeps beside itself, by the names that exporters give. */
  private static List<ModelFile> weights(Path graph) {
    List<ModelFile> files = new ArrayList<>();
    for (String suffix : List.of("_data", ".data")) {
      Path path = graph.resolveSibling(graph.getFileName() + suffix);
      if (Files.isRegularFile(path)) {
        files.add(new ModelFile.OnDisk(path));
      }
    }
    return files;
  }

  /** As the folder says; the mean where it says nothing, the default of Sentence Transformers. */
  private Pooling pooling() {
    JsonNode config = json("1_Pooling/config.json");
    if (config.path("pooling_mode_cls_token").asBoolean(false)) {
      return Pooling.FIRST;
    }
    if (config.path("pooling_mode_lasttoken").asBoolean(false)) {
      return Pooling.LAST;
    }
    if (!config.isMissingNode() && !config.path("pooling_mode_mean_tokens").asBoolean(true)) {
      throw new ModelUnavailable(
          "The model in "
              + folder
              + " wants a pooling that is not known here (1_Pooling/config.json).\n"
              + "Known are mean, first (cls) and last token.");
    }
    return Pooling.MEAN;
  }

  private int maxTokens() {
    JsonNode config = json("config.json");
    int positions = config.path("max_position_embeddings").asInt(512);
    if (config.path("model_type").asString("").contains("roberta")) {
      // RoBERTa numbers positions from the padding index + 1.
      positions -= 2;
    }
    int sentence = json("sentence_bert_config.json").path("max_seq_length").asInt(0);
    double tokenizer = json("tokenizer_config.json").path("model_max_length").asDouble(0);
    int wanted = sentence > 0 ? sentence : tokenizer >= 1 ? (int) tokenizer : positions;
    return Math.min(wanted, positions);
  }

  /** A file of the folder, or the missing node where it is not there. */
  private JsonNode json(String file) {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(path.toFile());
    } catch (JacksonException e) {
      throw new ModelUnavailable(
          path + " is not JSON: " + e.getOriginalMessage() + "\nDownload the model again.", e);
    }
  }
}
