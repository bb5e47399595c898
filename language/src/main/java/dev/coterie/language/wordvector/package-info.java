/**
 * Vectors of words: learned from texts or any other sequences, read from and written to the usual
 * files, and put together to vectors of texts. Entry: {@link
 * dev.coterie.language.wordvector.Word2Vec}, {@link dev.coterie.language.wordvector.WordVectorFile}
 * and {@link dev.coterie.language.wordvector.SifEmbedder}. It must not know any other embedder.
 */
@NullMarked
package dev.coterie.language.wordvector;

import org.jspecify.annotations.NullMarked;
