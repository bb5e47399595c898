/**
 * From a request to durable events: one writer, which joins what waits into one commit. Entry:
 * {@link dev.coterie.live.intake.Intake}. It must not know segments, snapshots or HTTP.
 */
@NullMarked
package dev.coterie.live.intake;

import org.jspecify.annotations.NullMarked;
