/**
 * What everyone goes for, in all or lately. Entry: {@link
 * dev.coterie.recommend.popularity.Popularity}. It must not know groups of users.
 */
@NullMarked
package dev.coterie.recommend.popularity;

import org.jspecify.annotations.NullMarked;
