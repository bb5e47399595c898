package dev.coterie.domain;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.SequencedMap;

/**
 * What reading gives: events and catalogue, the quality report, and the rejected rows.
 *
 * @param reasons what is wrong with the rows that a cleaning rule drops, in a few words by rule
 * @param robots users that are left out of fitting, by index
 * @param rejects a Parquet file of {@code source, line, raw, reason}, one row a rejected row
 * @param fingerprint a hash of the clean events and items, the same for any order of the input rows
 */
public record CleanData(
    EventLog events,
    DataQuality quality,
    SequencedMap<String, String> reasons,
    BitSet robots,
    Path rejects,
    String fingerprint) {
  /**
   * The same with items that brought vectors.
   *
   * @param others the same events
   * @param vectors a hash of the vectors
   */
  public CleanData bringing(EventLog others, String vectors) {
    return new CleanData(others, quality, reasons, robots, rejects, fingerprint + "+" + vectors);
  }
}
