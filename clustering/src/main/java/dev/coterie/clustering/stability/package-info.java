/**
 * Whether clusters are more than chance: how they fare when points are drawn anew, and whether the
 * points have more than one heap at all. Entry: {@link dev.coterie.clustering.stability.Stability}.
 * It must not know any algorithm, only {@link dev.coterie.clustering.Clusterer}.
 */
@NullMarked
package dev.coterie.clustering.stability;

import org.jspecify.annotations.NullMarked;
