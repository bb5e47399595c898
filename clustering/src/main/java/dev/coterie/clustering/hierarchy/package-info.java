/**
 * Hierarchical clustering: the whole tree of merges, and its cuts. Entry: {@link
 * dev.coterie.clustering.hierarchy.Agglomerative}. It must not know other algorithms, nor how the
 * number of clusters is chosen.
 */
@NullMarked
package dev.coterie.clustering.hierarchy;

import org.jspecify.annotations.NullMarked;
