package dev.coterie.domain;

/**
 * What a fit chose for itself, for its successor to take over.
 *
 * @param fit its id
 * @param method of the item space
 * @param decay of touches
 * @param segments how many were found, given ones left out
 * @param tried whether there was data enough to try anything
 * @param ranking what its ranking learned
 * @param fusion the same for people
 */
public record Chosen(
    String fit,
    String method,
    Decay decay,
    int segments,
    boolean tried,
    RankingSettings ranking,
    Manifest.Fusion fusion) {}
