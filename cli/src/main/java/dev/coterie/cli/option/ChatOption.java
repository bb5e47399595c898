package dev.coterie.cli.option;

import dev.coterie.pipeline.ConfigurationFile;
import dev.coterie.pipeline.chat.ChatOptions;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The chat model of a command that reads a snapshot: that of the fit, or another. */
public final class ChatOption {
  @Mixin private SettingOptions settings = new SettingOptions();

  @Option(
      names = "--dry-run-chat",
      description = "Print what a chat model would be asked and what it would cost; ask nothing.")
  private boolean dryRun;

  /** The settings of the fit with what was said over them. */
  public ChatOptions over(SnapshotReader snapshot) {
    return settings
        .over(ConfigurationFile.defaults().overlay(snapshot.manifest().configuration()))
        .read()
        .chat();
  }

  public boolean dryRun() {
    return dryRun;
  }
}
