/**
 * Turns text into vectors, and tells what a text is about. Entry: {@link
 * dev.coterie.language.Embedder}, with an implementation a package below. It must not know events,
 * users or segments.
 */
@NullMarked
package dev.coterie.language;

import org.jspecify.annotations.NullMarked;
