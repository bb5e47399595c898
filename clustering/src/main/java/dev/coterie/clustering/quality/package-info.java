/**
 * Figures that say how good a clustering is, from the points alone or against a known truth. Entry:
 * {@link dev.coterie.clustering.quality.Silhouette}. It must not know where the labels come from.
 */
@NullMarked
package dev.coterie.clustering.quality;

import org.jspecify.annotations.NullMarked;
