package dev.coterie.pipeline.ingest;

/** An event without a time in a table that has times. */
final class MissingTime implements CleaningRule {
  @Override
  public String name() {
    return "missing-time";
  }

  @Override
  public String condition() {
    return "\"time\" IS NULL AND NOT time_given";
  }

  @Override
  public String reason() {
    return "no time, in a table that has times";
  }
}
