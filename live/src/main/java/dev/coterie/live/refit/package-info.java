/**
 * Fits in the background: the data of the served snapshot with what came since, one fit at a time,
 * looked at before it is served. Entry: {@link dev.coterie.live.refit.Refits}. It must not know
 * requests.
 */
@NullMarked
package dev.coterie.live.refit;

import org.jspecify.annotations.NullMarked;
