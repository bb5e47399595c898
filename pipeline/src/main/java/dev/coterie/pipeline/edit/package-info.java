/**
 * What people change of the segments that a fit found. Entry: {@link
 * dev.coterie.pipeline.edit.Editing}. It must not change the snapshot itself.
 */
@NullMarked
package dev.coterie.pipeline.edit;

import org.jspecify.annotations.NullMarked;
