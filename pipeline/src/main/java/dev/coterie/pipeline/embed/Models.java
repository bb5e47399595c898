package dev.coterie.pipeline.embed;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import dev.coterie.language.Embedder;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.language.remote.Endpoint;
import dev.coterie.language.remote.RemoteEmbedder;
import dev.coterie.language.transformer.TransformerEmbedder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Models by name where they come as jars, else by folder, else by the address of a server. */
final class Models {

  private Models() {}

  static Embedder open(String model, RemoteOptions remote) {
    try {
      if (model.startsWith("http://") || model.startsWith("https://")) {
        return server(model, remote);
      }
      return TransformerEmbedder.names().contains(model)
          ? TransformerEmbedder.named(model)
          : TransformerEmbedder.folder(folder(model));
    } catch (ModelUnavailable e) {
      throw new BadUsage(String.valueOf(e.getMessage()), e);
    }
  }

  private static Embedder server(String model, RemoteOptions remote) {
    int at = model.indexOf('#');
    if (at < 0 || at == model.length() - 1) {
      throw new BadUsage(
          "'"
              + model
              + "' names no model.\nWrite URL#MODEL, as in http://localhost:11434/v1#nomic.");
    }
    try {
      URI base = URI.create(model.substring(0, at));
      return new RemoteEmbedder(
          Endpoint.of(base, remote.endpoint(), System::getenv),
          model.substring(at + 1),
          remote.batch());
    } catch (IllegalArgumentException e) {
      throw new BadUsage("'" + model + "' is no model: " + e.getMessage() + ".", e);
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
        + ", a folder with onnx/model.onnx and tokenizer.json, or URL#MODEL.";
  }
}
