/**
 * What changes between two fits: events and items that come in, users who follow their last event,
 * and the fits that take it all up. Entry: {@link dev.coterie.live.LiveSegments}. It must not know
 * HTTP, nor who calls it.
 */
@NullMarked
package dev.coterie.live;

import org.jspecify.annotations.NullMarked;
