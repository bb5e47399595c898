/**
 * Texts that are new since the fit: encoders that are kept open, and the thread that places what
 * comes. Entry: {@link dev.coterie.live.text.Placer}. It must not know requests, nor fits.
 */
@NullMarked
package dev.coterie.live.text;

import org.jspecify.annotations.NullMarked;
