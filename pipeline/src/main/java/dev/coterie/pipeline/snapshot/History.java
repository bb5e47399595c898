package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Profiles;
import dev.coterie.numeric.Matrix;
import java.util.BitSet;

/**
 * What a snapshot keeps of the data of its fit.
 *
 * @param events the clean events
 * @param space the item space, without what its texts were mapped by
 * @param profiles of the users, without their own few interests
 * @param membership users × the fit's segments
 * @param subMembership users × the fit's subsegments
 * @param robots users that nothing was learned from
 */
public record History(
    EventLog events,
    ItemSpace space,
    Profiles profiles,
    Matrix membership,
    Matrix subMembership,
    BitSet robots) {}
