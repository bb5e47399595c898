/**
 * Linear models from item to item with a zero diagonal, in closed form. Entry: {@link
 * dev.coterie.recommend.linear.Ease}. It must not know users beyond their histories.
 */
@NullMarked
package dev.coterie.recommend.linear;

import org.jspecify.annotations.NullMarked;
