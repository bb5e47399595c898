/**
 * Follows segments from one fit to the next, so that a team's ids stay. Entry: {@link
 * dev.coterie.pipeline.lineage.Succession}. It must not know how segments are found.
 */
@NullMarked
package dev.coterie.pipeline.lineage;

import org.jspecify.annotations.NullMarked;
