/**
 * What a snapshot says of any user by the user's events alone: a place among the segments, and a
 * list. Entry: {@link dev.coterie.pipeline.answer.Answers}. It must not change the snapshot, nor
 * know where the events come from.
 */
@NullMarked
package dev.coterie.pipeline.answer;

import org.jspecify.annotations.NullMarked;
