package dev.coterie.pipeline.ingest;

/**
 * A line that is no JSON object. Lines that are no row of a table are counted by the reading
 * itself.
 */
final class BrokenRow implements CleaningRule {
  @Override
  public String name() {
    return "broken-row";
  }

  @Override
  public String condition() {
    return "bad IS NOT NULL";
  }

  @Override
  public String reason() {
    return "too few or too many columns, or no JSON object";
  }
}
