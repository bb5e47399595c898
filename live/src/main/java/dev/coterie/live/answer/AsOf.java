package dev.coterie.live.answer;

import org.jspecify.annotations.Nullable;

/**
 * What an answer rests on.
 *
 * @param snapshot id of the served snapshot
 * @param seq number of the last event that is in it, of one user's answer the user's last; 0 where
 *     none came since the fit
 * @param event id of the user's last event, null where none came since the fit or it is of all
 *     users
 */
public record AsOf(String snapshot, long seq, @Nullable String event) {}
