/**
 * Clusters as dense regions with noise between them. Entries: {@link
 * dev.coterie.clustering.density.Dbscan} and {@link dev.coterie.clustering.density.Hdbscan}. It
 * must not know algorithms that need a number of clusters.
 */
@NullMarked
package dev.coterie.clustering.density;

import org.jspecify.annotations.NullMarked;
