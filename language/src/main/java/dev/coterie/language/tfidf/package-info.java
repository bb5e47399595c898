/**
 * Texts as weighted words, sparse, and reduced to few dimensions where a dense vector is wanted.
 * Entry: {@link dev.coterie.language.tfidf.TfIdf} and, as an embedder, {@link
 * dev.coterie.language.tfidf.TfIdfEmbedder}. It must not know any other embedder.
 */
@NullMarked
package dev.coterie.language.tfidf;

import org.jspecify.annotations.NullMarked;
