package dev.coterie.pipeline.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The rules in the order in which they are applied. */
record CleaningRules(List<CleaningRule> rules) {
  /** Told by the reading itself, before a row has columns. */
  private static final String ENCODING = "encoding";

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

  /** What is wrong with a row that breaks a rule, by the name of the rule, in order. */
  SequencedMap<String, String> reasons() {
    SequencedMap<String, String> reasons = new LinkedHashMap<>();
    for (CleaningRule rule : rules) {
      reasons.put(rule.name(), rule.reason());
      if (rule instanceof BrokenRow) {
        reasons.put(ENCODING, "not UTF-8");
      }
    }
    return reasons;
  }
}
