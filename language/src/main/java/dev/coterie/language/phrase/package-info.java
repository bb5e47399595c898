/**
 * Finds the phrases that tell one class of texts from the others. Entry: {@link
 * dev.coterie.language.phrase.KeyPhrases}. It must not know what classes and sources are: a source
 * is whoever produced a text, a class a group of sources.
 */
@NullMarked
package dev.coterie.language.phrase;

import org.jspecify.annotations.NullMarked;
