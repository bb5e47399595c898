/**
 * Closeness of what an item is to what a user is about. Entry: {@link
 * dev.coterie.recommend.content.Content}. It must not know where the vectors come from.
 */
@NullMarked
package dev.coterie.recommend.content;

import org.jspecify.annotations.NullMarked;
