package dev.coterie.pipeline.ingest;

import dev.coterie.domain.Count;
import dev.coterie.domain.DataQuality;
import dev.coterie.domain.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures of a quality report in sentences, where they say something. */
final class QualityNotes {
  private static final double MANY_DROPPED = 0.05;
  private static final double MANY_MISSING = 0.1;
  private static final double MANY_THIN = 0.3;
  private static final double SKEWED = 0.3;
  private static final double LITTLE_TEXT = 0.9;
  private static final double LONG_GAP = 7 * 24;
  private static final int NAMES_SHOWN = 5;

  private final RawRows raw;
  private final DataQuality quality;
  private final EventLog log;
  private final Optional<Catalogue> catalogue;
  private final List<String> notes = new ArrayList<>();

  QualityNotes(RawRows raw, DataQuality quality, EventLog log, Optional<Catalogue> catalogue) {
    this.raw = raw;
    this.quality = quality;
    this.log = log;
    this.catalogue = catalogue;
  }

  /** The same report with the notes. */
  DataQuality added() {
    dropped();
    missing();
    robots();
    dominant();
    returns();
    texts();
    thin();
    skewed();
    times();
    listed();
    return new DataQuality(
        quality.rows(),
        quality.kept(),
        quality.users(),
        quality.items(),
        quality.catalogueItems(),
        quality.unlistedItems(),
        quality.rejected(),
        quality.missing(),
        quality.kinds(),
        quality.firstTime(),
        quality.lastTime(),
        quality.longestGap(),
        quality.density(),
        quality.headShare(),
        quality.thinUsers(),
        quality.thinItems(),
        quality.dominantSource(),
        quality.textCoverage(),
        quality.languages(),
        quality.robots(),
        notes);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }

  private void dropped() {
    if (quality.dropped() > MANY_DROPPED * quality.rows()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d rows (%.1f %%) are left out by the cleaning rules.",
              quality.dropped(),
              quality.rows(),
              100 * share(quality.dropped(), quality.rows())));
    }
    unusual("encoding", "not UTF-8: save the file as UTF-8 to keep them.");
    unusual("unknown-kind", "of an unknown kind: give the kind a weight or a name.");
    unusual("unparsable-time", "with a time that cannot be read: see --date-format.");
    unusual("out-of-range", "with a time that cannot be, or too large a number: see --times.");
  }

  private void unusual(String rule, String what) {
    long count = quality.rejected().getOrDefault(rule, 0L);
    if (count > 0) {
      notes.add("Left out: " + Count.of(count, "row") + " " + what);
    }
  }

  private void missing() {
    long rows = quality.rows() - quality.rejected().getOrDefault("broken-row", 0L);
    quality
        .missing()
        .forEach(
            (column, count) -> {
              if (count > MANY_MISSING * rows && raw.columns().size() > 1) {
                notes.add(
                    String.format(
                        Locale.ROOT,
                        "The column %s is empty in %,d rows (%.1f %%).",
                        column,
                        count,
                        100 * Math.min(1, share(count, rows))));
              }
            });
  }

  private void robots() {
    int robots = quality.robots().size();
    if (robots > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s at impossible rates, left out of the fitting: %s%s.",
              Count.of(robots, "user"),
              String.join(", ", quality.robots().subList(0, Math.min(NAMES_SHOWN, robots))),
              robots > NAMES_SHOWN ? ", …" : ""));
    }
  }

  private void dominant() {
    quality
        .dominantSource()
        .ifPresent(
            name ->
                notes.add(
                    String.format(
                        Locale.ROOT, "Most of the events come from one source: %s.", name)));
  }

  /** Not left out: what a number below 1 means, the source alone knows. */
  private void returns() {
    long count = 0;
    for (float quantity : log.quantity()) {
      count += quantity <= 0 ? 1 : 0;
    }
    if (count > 0) {
      notes.add(
          Count.of(count, "event")
              + " with a quantity of 0 or less, as returns have, kept as any other: --where leaves"
              + " them out.");
    }
  }

  private void texts() {
    if (quality.items() > 0 && quality.textCoverage() < LITTLE_TEXT) {
      notes.add(
          quality.textCoverage() == 0
              ? "No item has text: items are known by behaviour alone."
              : String.format(
                  Locale.ROOT,
                  "%.1f %% of the items have text; the others are known by behaviour alone.",
                  100 * quality.textCoverage()));
    }
  }

  private void thin() {
    if (quality.thinUsers() > MANY_THIN * quality.users()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d users have fewer than three events.",
              quality.thinUsers(),
              quality.users()));
    }
    if (quality.thinItems() > MANY_THIN * quality.items()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d items have fewer than three events.",
              quality.thinItems(),
              quality.items()));
    }
  }

  private void skewed() {
    if (quality.items() >= 100 && quality.headShare() > SKEWED) {
      notes.add(
          String.format(
              Locale.ROOT,
              "The most popular 1 %% of the items make %.1f %% of the events.",
              100 * quality.headShare()));
    }
  }

  private void times() {
    if (!log.hasTimes()) {
      notes.add("There are no times: no decay, no recency, and no split in time.");
    } else if (quality.longestGap() > LONG_GAP) {
      notes.add(
          String.format(
              Locale.ROOT, "For %.1f days nobody did anything.", quality.longestGap() / 24));
    }
  }

  private void listed() {
    if (quality.unlistedItems() > 0) {
      notes.add(
          "Not in the catalogue: " + Count.of(quality.unlistedItems(), "item") + " of the events.");
    }
    long rejected = catalogue.map(Catalogue::rejectedRows).orElse(0L);
    if (rejected > 0) {
      notes.add(
          "Left out of the catalogue: "
              + Count.of(rejected, "row")
              + " without an id, broken, or twice.");
    }
  }
}
