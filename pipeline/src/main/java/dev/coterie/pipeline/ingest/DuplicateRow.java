package dev.coterie.pipeline.ingest;

/** A copy of an earlier row. */
final class DuplicateRow implements CleaningRule {
  @Override
  public String name() {
    return "duplicate";
  }

  @Override
  public String condition() {
    return "is_duplicate";
  }

  @Override
  public String reason() {
    return "equal in every column to another row, or of its event id";
  }
}
