package dev.coterie.pipeline.ingest;

/** An event about nothing. */
final class MissingItem implements CleaningRule {
  @Override
  public String name() {
    return "missing-item";
  }

  @Override
  public String condition() {
    return "item IS NULL AND words IS NULL";
  }

  @Override
  public String reason() {
    return "neither an item nor a query nor a text";
  }
}
