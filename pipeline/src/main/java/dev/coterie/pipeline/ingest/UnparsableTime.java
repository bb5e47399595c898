package dev.coterie.pipeline.ingest;

/** An event whose time cannot be read. */
final class UnparsableTime implements CleaningRule {
  @Override
  public String name() {
    return "unparsable-time";
  }

  @Override
  public String condition() {
    return "\"time\" IS NULL AND time_given";
  }

  @Override
  public String reason() {
    return "a time that cannot be read: see --date-format";
  }
}
