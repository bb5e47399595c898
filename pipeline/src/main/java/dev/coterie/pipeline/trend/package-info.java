/**
 * Segments over time, and whether they still hold. Entry: {@link dev.coterie.pipeline.trend.Trend}.
 * It must not learn anything: segments are those of the snapshot.
 */
@NullMarked
package dev.coterie.pipeline.trend;

import org.jspecify.annotations.NullMarked;
