/**
 * Users and items as they are now: what a snapshot learned, followed by what came since. Entry:
 * {@link dev.coterie.live.people.People}. It must not know how events arrive, nor fits.
 */
@NullMarked
package dev.coterie.live.people;

import org.jspecify.annotations.NullMarked;
