/**
 * Text measured against its peers, each job on the same texts. Entry: {@link
 * dev.coterie.bench.language.LanguageFigures}. It must not know users or segments.
 */
@NullMarked
package dev.coterie.bench.language;

import org.jspecify.annotations.NullMarked;
