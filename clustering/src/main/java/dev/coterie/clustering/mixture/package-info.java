/**
 * Clusters as Gaussian distributions. Entry: {@link
 * dev.coterie.clustering.mixture.GaussianMixture}, which starts from K-means. It must not know how
 * the number of components is chosen.
 */
@NullMarked
package dev.coterie.clustering.mixture;

import org.jspecify.annotations.NullMarked;
