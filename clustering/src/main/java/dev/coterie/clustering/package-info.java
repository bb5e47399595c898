/**
 * Clustering algorithms, the choice of k, and quality figures: a library that stands alone. Entry:
 * {@link dev.coterie.clustering.Clusterer}, implemented in a package a family. It must not know
 * users, items or files, nor this package its own implementations.
 */
@NullMarked
package dev.coterie.clustering;

import org.jspecify.annotations.NullMarked;
