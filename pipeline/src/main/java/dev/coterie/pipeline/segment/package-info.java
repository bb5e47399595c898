/**
 * The stage that finds segments and subsegments among users. Entry: {@link
 * dev.coterie.pipeline.segment.Segmenting}. It must not know what the users' vectors were made
 * from.
 */
@NullMarked
package dev.coterie.pipeline.segment;

import org.jspecify.annotations.NullMarked;
