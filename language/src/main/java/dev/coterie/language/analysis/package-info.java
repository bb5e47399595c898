/**
 * Cuts texts in English, Chinese or both into words. Entry: {@link
 * dev.coterie.language.analysis.TextAnalysis}. It must not know what the words are for.
 */
@NullMarked
package dev.coterie.language.analysis;

import org.jspecify.annotations.NullMarked;
