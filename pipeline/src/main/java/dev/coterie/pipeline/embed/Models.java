package dev.coterie.pipeline.embed;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import dev.coterie.language.Embedder;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.language.transformer.TransformerEmbedder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The transformers: by name where they come as jars, else by folder. */
final class Models {

  private Models() {}

  static Embedder open(String model) {
    try {
      return TransformerEmbedder.names().contains(model)
          ? TransformerEmbedder.named(model)
          : TransformerEmbedder.folder(folder(model));
    } catch (ModelUnavailable e) {
      throw new BadUsage(String.valueOf(e.getMessage()), e);
    }
  }

  private static Path folder(String model) {
    try {
      Path folder = Path.of(model);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw new BadUsage(unknown(model), e);
    }
    throw new BadUsage(unknown(model));
  }

  private static String unknown(String model) {
    List<String> names = new ArrayList<>(TransformerEmbedder.names());
    names.add(EmbeddingOptions.TFIDF);
    return "There is no model '"
        + model
        + "', and no folder of that name"
        + Nearest.to(model, names).map(name -> "; did you mean " + name + "?").orElse(".")
        + "\nModels are "
        + String.join(", ", names)
        + ", or a folder with onnx/model.onnx and tokenizer.json.";
  }
}
