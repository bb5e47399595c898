/** Embedders that turn text into vectors, text analysis and key phrases. */
@NullMarked
package dev.coterie.language;

import org.jspecify.annotations.NullMarked;
