package dev.coterie.domain;

import java.nio.file.Path;
import java.util.BitSet;

/**
 * What reading gives: events and catalogue, the quality report, and the rejected rows.
 *
 * @param robots users that are left out of fitting, by index
 * @param rejects a Parquet file of {@code source, line, raw, reason}, one row a rejected row
 * @param fingerprint a hash of the clean events and items, the same for any order of the input rows
 */
public record CleanData(
    EventLog events, DataQuality quality, BitSet robots, Path rejects, String fingerprint) {}
