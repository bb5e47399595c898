package dev.coterie.pipeline.ingest;

import dev.coterie.domain.DataQuality;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the figures of a quality report say, where they say something. */
final class QualityNotes {
  private static final double MANY_DROPPED = 0.05;
  private static final double MANY_MISSING = 0.1;
  private static final double MANY_THIN = 0.3;
  private static final double SKEWED = 0.3;
  private static final double LITTLE_TEXT = 0.9;
  private static final double LONG_GAP = 7 * 24;
  private static final int NAMES_SHOWN = 5;

  /** Rules whose rejects a user can mend. */
  private static final List<String> UNUSUAL =
      List.of("encoding", "unknown-kind", "unparsable-time", "out-of-range");

  private final RawRows raw;
  private final DataQuality quality;
  private final EventLog log;
  private final Optional<Catalogue> catalogue;
  private final List<Note> notes = new ArrayList<>();

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
      double share = share(quality.dropped(), quality.rows());
      notes.add(Note.of("dropped", quality.dropped(), quality.rows(), 100 * share));
    }
    for (String rule : UNUSUAL) {
      long count = quality.rejected().getOrDefault(rule, 0L);
      if (count > 0) {
        notes.add(Note.of(rule, count));
      }
    }
  }

  private void missing() {
    long rows = quality.rows() - quality.rejected().getOrDefault("broken-row", 0L);
    quality
        .missing()
        .forEach(
            (column, count) -> {
              if (count > MANY_MISSING * rows && raw.columns().size() > 1) {
                double share = Math.min(1, share(count, rows));
                notes.add(Note.of("missing", column, count, 100 * share));
              }
            });
  }

  private void robots() {
    List<String> robots = quality.robots();
    if (!robots.isEmpty()) {
      String names = String.join(", ", robots.subList(0, Math.min(NAMES_SHOWN, robots.size())));
      String more = robots.size() > NAMES_SHOWN ? ", …" : "";
      notes.add(Note.of("robots", robots.size(), names + more));
    }
  }

  private void dominant() {
    quality.dominantSource().ifPresent(name -> notes.add(Note.of("dominant", name)));
  }

  /** Not left out: what a number below 1 means, the source alone knows. */
  private void returns() {
    long count = 0;
    for (float quantity : log.quantity()) {
      count += quantity <= 0 ? 1 : 0;
    }
    if (count > 0) {
      notes.add(Note.of("returns", count));
    }
  }

  private void texts() {
    if (quality.items() > 0 && quality.textCoverage() < LITTLE_TEXT) {
      notes.add(
          quality.textCoverage() == 0
              ? Note.of("no-text")
              : Note.of("little-text", 100 * quality.textCoverage()));
    }
  }

  private void thin() {
    if (quality.thinUsers() > MANY_THIN * quality.users()) {
      notes.add(Note.of("thin-users", quality.thinUsers(), quality.users()));
    }
    if (quality.thinItems() > MANY_THIN * quality.items()) {
      notes.add(Note.of("thin-items", quality.thinItems(), quality.items()));
    }
  }

  private void skewed() {
    if (quality.items() >= 100 && quality.headShare() > SKEWED) {
      notes.add(Note.of("skewed", 100 * quality.headShare()));
    }
  }

  private void times() {
    if (!log.hasTimes()) {
      notes.add(Note.of("no-times"));
    } else if (quality.longestGap() > LONG_GAP) {
      notes.add(Note.of("gap", quality.longestGap() / 24));
    }
  }

  private void listed() {
    if (quality.unlistedItems() > 0) {
      notes.add(Note.of("unlisted", quality.unlistedItems()));
    }
    long rejected = catalogue.map(Catalogue::rejectedRows).orElse(0L);
    if (rejected > 0) {
      notes.add(Note.of("catalogue-rows", rejected));
    }
  }
}
