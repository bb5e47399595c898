/** Clustering algorithms, the choice of k, and quality figures: a library that stands alone. */
@NullMarked
package dev.coterie.clustering;

import org.jspecify.annotations.NullMarked;
