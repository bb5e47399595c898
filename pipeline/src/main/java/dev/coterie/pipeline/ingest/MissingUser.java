package dev.coterie.pipeline.ingest;

/** An event of nobody. */
final class MissingUser implements CleaningRule {
  @Override
  public String name() {
    return "missing-user";
  }

  @Override
  public String condition() {
    return "\"user\" IS NULL";
  }

  @Override
  public String reason() {
    return "no user";
  }
}
