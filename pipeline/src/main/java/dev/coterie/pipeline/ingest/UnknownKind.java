package dev.coterie.pipeline.ingest;

/** An event of an unknown kind. */
final class UnknownKind implements CleaningRule {
  @Override
  public String name() {
    return "unknown-kind";
  }

  @Override
  public String condition() {
    return "kind IS NULL";
  }

  @Override
  public String reason() {
    return "no kind, or one that is no usual word: see source.words";
  }
}
