/**
 * Pictures of points in two dimensions. Entry: {@link
 * dev.coterie.clustering.layout.NeighbourLayout}. It must not know labels: a picture shows points,
 * it does not argue for clusters.
 */
@NullMarked
package dev.coterie.clustering.layout;

import org.jspecify.annotations.NullMarked;
