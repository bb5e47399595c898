/**
 * From scores to a list: what may be in it, in which order. Entry: {@link
 * dev.coterie.recommend.ranking.Ranking}. It must not know where the scores come from.
 */
@NullMarked
package dev.coterie.recommend.ranking;

import org.jspecify.annotations.NullMarked;
