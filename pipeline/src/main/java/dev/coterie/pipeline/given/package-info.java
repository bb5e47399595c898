/**
 * Segments that a team has already: their rules, and who meets them. Entry: {@link
 * dev.coterie.pipeline.given.GivenFile}. It must not know how other segments are found.
 */
@NullMarked
package dev.coterie.pipeline.given;

import org.jspecify.annotations.NullMarked;
