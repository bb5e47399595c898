/**
 * Clustering against other libraries. Entry: {@link dev.coterie.bench.clustering.Jobs}, run by
 * {@code bench/peers/run}. It must not know files of the pipeline.
 */
@NullMarked
package dev.coterie.bench.clustering;

import org.jspecify.annotations.NullMarked;
