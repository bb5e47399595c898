/**
 * Reads event and item files of any usual layout, cleans them by named rules, and says how good the
 * data is. Entry: {@link dev.coterie.pipeline.ingest.Ingest}. It must not know vectors, segments or
 * recommendations, nor any other stage.
 *
 * <p>The rules are applied in this order, and a row is counted under the first that it breaks:
 * {@code broken-row}, {@code encoding}, {@code duplicate}, {@code filtered}, {@code missing-user},
 * {@code missing-item}, {@code missing-time}, {@code unparsable-time}, {@code unparsable-number},
 * {@code out-of-range}, {@code unknown-kind}.
 */
@NullMarked
package dev.coterie.pipeline.ingest;

import org.jspecify.annotations.NullMarked;
