package dev.coterie.pipeline.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** The rules in the order in which they are applied. */
record CleaningRules(List<CleaningRule> rules) {
  /** Rules that the reading itself applies, before a row has columns. */
  private static final List<String> OF_READING = List.of("broken-row", "encoding");

  static CleaningRules of(EventSource source, EventRows rows, Instant now) {
    List<CleaningRule> rules =
        new ArrayList<>(
            List.of(
                new BrokenRow(),
                new DuplicateRow(),
                new FilteredRow(),
                new MissingUser(),
                new MissingItem()));
    if (rows.has().contains(Role.TIME)) {
      rules.add(new MissingTime());
      rules.add(new UnparsableTime());
    }
    rules.add(new UnparsableNumber());
    rules.add(new OutOfRange(source.times(), rows.layout(), now));
    rules.add(new UnknownKind());
    return new CleaningRules(List.copyOf(rules));
  }

  /** SQL of the name of the first rule that a row breaks, NULL where it breaks none. */
  String verdict() {
    StringBuilder sql = new StringBuilder("CASE");
    for (CleaningRule rule : rules) {
      sql.append(" WHEN ").append(rule.condition());
      sql.append(" THEN ").append(Sql.text(rule.name()));
    }
    return sql.append(" END").toString();
  }

  /** All names, in order. */
  SequencedSet<String> names() {
    SequencedSet<String> names = new LinkedHashSet<>(OF_READING);
    for (CleaningRule rule : rules) {
      names.add(rule.name());
    }
    return names;
  }
}
