/**
 * The stage that writes a snapshot and opens it again: {@link
 * dev.coterie.pipeline.snapshot.SnapshotWriter} and {@link
 * dev.coterie.pipeline.snapshot.SnapshotReader}. It must not know how what it writes was learned.
 */
@NullMarked
package dev.coterie.pipeline.snapshot;

import org.jspecify.annotations.NullMarked;
