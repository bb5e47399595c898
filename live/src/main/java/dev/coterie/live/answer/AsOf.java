package dev.coterie.live.answer;

/**
 * What an answer rests on.
 *
 * @param snapshot id of the served snapshot
 * @param seq number of the user's last event that is in it, 0 where none came since the fit
 * @param event id of that event, empty where none came since the fit
 */
public record AsOf(String snapshot, long seq, String event) {}
