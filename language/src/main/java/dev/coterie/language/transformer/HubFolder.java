package dev.coterie.language.transformer;

import dev.coterie.language.ModelUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A model as downloaded from a hub: a folder of the layout of Sentence Transformers. */
final class HubFolder {
  private static final List<String> GRAPHS =
      List.of("onnx/model.onnx", "model.onnx", "onnx/model_quantized.onnx", "model_quantized.onnx");

  private static final Pattern E5 = Pattern.compile("(^|[^a-z0-9])e5([^a-z0-9]|$)");
  private static final Pattern BGE = Pattern.compile("bge-(?:small|base|large)-(en|zh)");

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
    Prefixes prefixes = prefixes();
    return new ModelSource(
        name(),
        new ModelFile.OnDisk(graph),
        weights(graph),
        new ModelFile.OnDisk(tokenizer),
        pooling(),
        maxTokens(),
        prefixes.query(),
        prefixes.passage());
  }

  private record Prefixes(String query, String passage) {}

  /**
   * As the folder says; where it says nothing, those that the makers of E5 (Wang et al. 2022) and
   * of the BGE models want, by the name of the folder or of the model that it was exported from.
   */
  private Prefixes prefixes() {
    JsonNode prompts = json("config_sentence_transformers.json").path("prompts");
    if (prompts.has("query") || prompts.has("passage") || prompts.has("document")) {
      String passage = prompts.path("passage").asString("");
      return new Prefixes(
          prompts.path("query").asString(""),
          passage.isEmpty() ? prompts.path("document").asString("") : passage);
    }
    String names =
        (name() + " " + json("config.json").path("_name_or_path").asString(""))
            .toLowerCase(Locale.ROOT);
    if (E5.matcher(names).find() && !names.contains("instruct")) {
      return new Prefixes("query: ", "passage: ");
    }
    Matcher bge = BGE.matcher(names);
    if (bge.find()) {
      return new Prefixes(
          bge.group(1).equals("zh") ? BundledModels.BGE_ZH_QUERY : BundledModels.BGE_EN_QUERY, "");
    }
    return new Prefixes("", "");
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
