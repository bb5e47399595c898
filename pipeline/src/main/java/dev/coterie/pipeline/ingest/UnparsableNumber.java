package dev.coterie.pipeline.ingest;

/** An event with a number that is none. */
final class UnparsableNumber implements CleaningRule {
  @Override
  public String name() {
    return "unparsable-number";
  }

  @Override
  public String condition() {
    return "bad_number";
  }

  @Override
  public String reason() {
    return "a rating, value, quantity or price that is no number";
  }
}
