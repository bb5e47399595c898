/**
 * Distances of all pairs of points: block by block, as a matrix, to the k-th neighbour, and the
 * spanning tree over them. Entry: {@link dev.coterie.clustering.pairs.PairBlocks}. It must not know
 * the algorithms that are built on it.
 */
@NullMarked
package dev.coterie.clustering.pairs;

import org.jspecify.annotations.NullMarked;
