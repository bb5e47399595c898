/**
 * The questions that a served snapshot answers: lists, similar ones, search, segments, audiences.
 * Entry: {@link dev.coterie.live.answer.Serving}. It must not know how events arrive, nor fits.
 */
@NullMarked
package dev.coterie.live.answer;

import org.jspecify.annotations.NullMarked;
