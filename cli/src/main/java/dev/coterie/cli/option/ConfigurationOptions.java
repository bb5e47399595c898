package dev.coterie.cli.option;

import dev.coterie.pipeline.FitConfiguration;
import picocli.CommandLine.Mixin;

/**
 * All settings of a fit: defaults, over them {@code --config}, over it {@code --set}, over it the
 * options of their own names.
 */
public final class ConfigurationOptions {
  @Mixin private SourceOptions source = new SourceOptions();

  @Mixin private SettingOptions settings = new SettingOptions();

  /** The settings. */
  public FitConfiguration configuration(ComputeOptions compute) {
    FitConfiguration read = settings.file().read();
    FitConfiguration over = read.withSource(source.over(read.source()));
    return compute.seed().map(over::withSeed).orElse(over);
  }
}
