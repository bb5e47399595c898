/**
 * A column of text as vectors, with no events around it: what embeds one, and what learns the
 * vectors of its words. Entry: {@link dev.coterie.pipeline.words.ColumnEmbedding}. It must not know
 * users, items or snapshots.
 */
@NullMarked
package dev.coterie.pipeline.words;

import org.jspecify.annotations.NullMarked;
