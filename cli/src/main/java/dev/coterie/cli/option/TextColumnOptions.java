package dev.coterie.cli.option;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which column of which tables holds the text. */
public final class TextColumnOptions {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "CSV, TSV, JSON, JSONL or Parquet, gzipped or not.")
  private List<String> files = List.of();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      required = true,
      description = "The column of the text, by name or as #1.")
  private String column = "";

  public List<String> files() {
    return files;
  }

  public String column() {
    return column;
  }
}
