package dev.coterie.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What reading the sources found: the data quality report.
 *
 * @param rows rows read from the event sources, the broken ones too
 * @param kept rows that became events
 * @param users distinct users with a kept event
 * @param items distinct items with a kept event
 * @param catalogueItems items that the catalogue lists, 0 without one
 * @param unlistedItems items of kept events that a given catalogue lacks
 * @param rejected rows dropped by each cleaning rule, every rule named, in the order of application
 * @param missing cells without a value by column of the event sources
 * @param kinds kept events by kind
 * @param firstTime of a kept event, empty without times
 * @param lastTime of a kept event
 * @param longestGap the longest span without any event, in hours, 0 without times
 * @param density share of the user-item pairs that occur
 * @param headShare share of the events that fall on the most popular 1 % of the items (at least
 *     one)
 * @param thinUsers users with fewer than three events
 * @param thinItems items with fewer than three events
 * @param dominantSource the one user or item that makes more than half of the events, or the one of
 *     several files that makes more than four fifths
 * @param textCoverage share of the items that have any text
 * @param languages items by language, "" where there is no text
 * @param robots users with impossible rates: in the results, not in the fitting
 * @param notes what a reader should know, most important first
 */
public record DataQuality(
    long rows,
    long kept,
    int users,
    int items,
    int catalogueItems,
    int unlistedItems,
    SequencedMap<String, Long> rejected,
    SequencedMap<String, Long> missing,
    SequencedMap<String, Long> kinds,
    Optional<Instant> firstTime,
    Optional<Instant> lastTime,
    double longestGap,
    double density,
    double headShare,
    int thinUsers,
    int thinItems,
    Optional<String> dominantSource,
    double textCoverage,
    SequencedMap<String, Integer> languages,
    List<String> robots,
    List<Note> notes) {

  /** Rows dropped by all rules together. */
  public long dropped() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
