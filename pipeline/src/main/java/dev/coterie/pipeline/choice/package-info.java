/**
 * Chooses what a fit was not told, by trying it on a held-out end of the training data. Entry:
 * {@link dev.coterie.pipeline.choice.SpaceChoice}. It must not see anything but training data.
 */
@NullMarked
package dev.coterie.pipeline.choice;

import org.jspecify.annotations.NullMarked;
