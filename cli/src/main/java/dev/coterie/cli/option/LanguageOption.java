package dev.coterie.cli.option;

import dev.coterie.pipeline.report.ReportLanguage;
import picocli.CommandLine.Option;

/** {@code --language}, for what is told in words. */
public final class LanguageOption {
  @Option(
      names = "--language",
      paramLabel = "en|zh",
      defaultValue = "en",
      description = "English or Chinese (default: en).")
  private String language = "en";

  /** The language; refuses others. */
  public ReportLanguage language() {
    return ReportLanguage.of(language);
  }
}
