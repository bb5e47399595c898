/**
 * The stage that turns the texts of items, searches and reviews into vectors, and takes those that
 * items bring. Entries: {@link dev.coterie.pipeline.embed.ItemEmbedding} and {@link
 * dev.coterie.pipeline.embed.ItemVectors}, with {@link dev.coterie.pipeline.embed.VectorCache} for
 * what was embedded before. It must not know users, or what the vectors are for.
 */
@NullMarked
package dev.coterie.pipeline.embed;

import org.jspecify.annotations.NullMarked;
