package dev.coterie.pipeline.ingest;

/** A row that the user does not want. */
final class FilteredRow implements CleaningRule {
  @Override
  public String name() {
    return "filtered";
  }

  @Override
  public String condition() {
    return "is_filtered";
  }

  @Override
  public String reason() {
    return "--where is not true";
  }
}
