/**
 * K-means, by Euclidean distance or cosine. Entry: {@link dev.coterie.clustering.kmeans.KMeans}. It
 * must not know other algorithms, nor how k is chosen.
 */
@NullMarked
package dev.coterie.clustering.kmeans;

import org.jspecify.annotations.NullMarked;
