/**
 * Whom to reach: the users of a snapshot ranked by how likely they go for something, or are like
 * those of a list. Entry: {@link dev.coterie.pipeline.audience.AudienceSearch}. It must not know
 * how a snapshot was learned, nor where events come from.
 */
@NullMarked
package dev.coterie.pipeline.audience;

import org.jspecify.annotations.NullMarked;
