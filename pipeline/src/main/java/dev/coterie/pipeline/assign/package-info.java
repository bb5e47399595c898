/**
 * New events or users into the segments of a snapshot, without a refit. Entry: {@link
 * dev.coterie.pipeline.assign.Assigning}. It must not change the snapshot, nor learn anything.
 */
@NullMarked
package dev.coterie.pipeline.assign;

import org.jspecify.annotations.NullMarked;
