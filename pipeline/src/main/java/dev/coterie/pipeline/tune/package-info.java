/**
 * Tries settings of the segments on the training data. Entry: {@link
 * dev.coterie.pipeline.tune.Tuning}. It must not see what is held back for a test.
 */
@NullMarked
package dev.coterie.pipeline.tune;

import org.jspecify.annotations.NullMarked;
