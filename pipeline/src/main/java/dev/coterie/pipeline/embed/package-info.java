/**
 * The stage that turns the texts of items, searches and reviews into vectors. Entry: {@link
 * dev.coterie.pipeline.embed.ItemEmbedding}, with {@link dev.coterie.pipeline.embed.VectorCache}
 * for what was embedded before. It must not know users, or what the vectors are for.
 */
@NullMarked
package dev.coterie.pipeline.embed;

import org.jspecify.annotations.NullMarked;
