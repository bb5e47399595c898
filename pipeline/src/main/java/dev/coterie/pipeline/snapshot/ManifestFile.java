package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The manifest as a file. */
final class ManifestFile {
  private ManifestFile() {}

  static void write(Manifest manifest, Path file) {
    try {
      Json.MAPPER.writeValue(file, manifest);
    } catch (JacksonException e) {
      throw new JobFailed("Cannot write " + file + ": " + e.getOriginalMessage(), e);
    }
  }

  static Manifest read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput(
          "No snapshot in "
              + file.toAbsolutePath().getParent()
              + ": manifest.json is missing.\nMake one with: coterie fit --events FILE --out FOLDER");
    }
    try {
      JsonNode tree = Json.MAPPER.readTree(file);
      if (!tree.isObject()) {
        throw broken(file, "it holds no manifest", null);
      }
      int format = tree.path("format").asInt(0);
      if (format > Snapshot.FORMAT) {
        throw new BadInput(
            "The snapshot in %s has format %d; this program reads up to %d.\nUse a newer version of Coterie."
                .formatted(file.toAbsolutePath().getParent(), format, Snapshot.FORMAT));
      }
      if (!tree.has("lineage")) {
        ((ObjectNode) tree).putNull("lineage");
      }
      if (tree.path("item_space") instanceof ObjectNode space && !space.has("blocks")) {
        space.putArray("blocks");
      }
      return Json.MAPPER
          .readerFor(Manifest.class)
          .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .readValue(tree);
    } catch (JacksonException e) {
      throw broken(file, e.getOriginalMessage().lines().findFirst().orElse(""), e);
    }
  }

  private static BadInput broken(Path file, String what, @Nullable Throwable cause) {
    String message =
        "The manifest "
            + file
            + " is broken: "
            + what
            + "\nTake the snapshot from a backup, or fit again.";
    return cause == null ? new BadInput(message) : new BadInput(message, cause);
  }
}
