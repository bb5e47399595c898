/**
 * Chooses the number of clusters over a grid and says why. Entry: {@link
 * dev.coterie.clustering.choice.KChoice}. It must not know any algorithm, only {@link
 * dev.coterie.clustering.Clusterer}.
 */
@NullMarked
package dev.coterie.clustering.choice;

import org.jspecify.annotations.NullMarked;
