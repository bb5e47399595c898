/**
 * Items that are touched by the same users. Entry: {@link
 * dev.coterie.recommend.neighbour.ItemNeighbours}. It must not know users beyond their histories.
 */
@NullMarked
package dev.coterie.recommend.neighbour;

import org.jspecify.annotations.NullMarked;
