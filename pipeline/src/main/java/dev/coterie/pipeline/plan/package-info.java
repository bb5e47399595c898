/**
 * Foretells what a fit costs from the shape of its sources. Entry: {@link
 * dev.coterie.pipeline.plan.Planning}. It must not run any stage, save the reading of a source that
 * is to be refused.
 */
@NullMarked
package dev.coterie.pipeline.plan;

import org.jspecify.annotations.NullMarked;
