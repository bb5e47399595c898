/**
 * Factors of users and items whose products are scores. Entry: {@link
 * dev.coterie.recommend.factor.ImplicitAls}. It must not know users beyond their histories.
 */
@NullMarked
package dev.coterie.recommend.factor;

import org.jspecify.annotations.NullMarked;
