/**
 * Hierarchical clustering by Ward's criterion. Entry: {@link
 * dev.coterie.clustering.hierarchy.Ward}. It must not know other algorithms, nor how the number of
 * clusters is chosen.
 */
@NullMarked
package dev.coterie.clustering.hierarchy;

import org.jspecify.annotations.NullMarked;
