package dev.coterie.cli.option;

import dev.coterie.pipeline.ConfigurationFile;
import dev.coterie.pipeline.FitConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * All settings of a fit: defaults, over them {@code --config}, over it {@code --set}, over it the
 * options of their own names.
 */
public final class ConfigurationOptions {
  @Mixin private SourceOptions source = new SourceOptions();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "All of this and every other setting from a YAML file; options go before it.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Any setting, such as profile.half-life-days=30; auto leaves it to the program.")
  private List<String> settings = List.of();

  /** The settings. */
  public FitConfiguration configuration(ComputeOptions compute) {
    ConfigurationFile file = ConfigurationFile.defaults();
    Optional.ofNullable(config).ifPresent(file::overlay);
    settings.forEach(file::set);
    FitConfiguration read = file.read();
    FitConfiguration over = read.withSource(source.over(read.source()));
    return compute.seed().map(over::withSeed).orElse(over);
  }
}
