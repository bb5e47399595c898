package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.RankingSettings;
import dev.coterie.numeric.Matrix;
import java.util.BitSet;

/**
 * What a snapshot keeps of the fit's own users, items and events.
 *
 * @param events the clean events, with the whole catalogue
 * @param robots users left out of fitting
 * @param itemVectors one row an item
 * @param interest one row a user
 * @param membership users × segments
 * @param subMembership users × subsegments
 * @param ranking what the ranking learned
 */
public record Fitted(
    EventLog events,
    BitSet robots,
    Matrix itemVectors,
    Matrix interest,
    Matrix membership,
    Matrix subMembership,
    RankingSettings ranking) {}
