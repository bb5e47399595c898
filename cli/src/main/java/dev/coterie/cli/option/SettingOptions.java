package dev.coterie.cli.option;

import dev.coterie.pipeline.ConfigurationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Settings from a file, and single ones over it. */
public final class SettingOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "All of this and every other setting from a YAML file; options win over it.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Any setting, such as profile.half-life-days=30; auto leaves it to the program.")
  private List<String> settings = List.of();

  @Option(
      names = "--vectors",
      paramLabel = "NAME=WHERE",
      description =
          "Vectors that items bring beside their text: a column of the catalogue, a .npy, .parquet"
              + " or .csv with a row for each of its rows, or a folder of images named by item id.")
  private List<String> vectors = List.of();

  @Option(
      names = "--image-model",
      paramLabel = "FOLDER",
      description = "The model that reads such images: an ONNX graph as CLIP's vision_model.onnx.")
  private @Nullable String imageModel;

  /** The defaults with all that was said over them. */
  public ConfigurationFile file() {
    return over(ConfigurationFile.defaults());
  }

  /** The same over other settings than the defaults. */
  public ConfigurationFile over(ConfigurationFile file) {
    Optional.ofNullable(config).ifPresent(file::overlay);
    settings.forEach(file::set);
    vectors.forEach(each -> file.set("embedding.vectors." + each));
    Optional.ofNullable(imageModel).ifPresent(each -> file.set("embedding.image-model=" + each));
    return file;
  }
}
