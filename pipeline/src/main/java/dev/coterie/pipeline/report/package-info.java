/**
 * What a fit found, as one self-contained HTML page and as images.
 *
 * <p>Its entry class is {@link dev.coterie.pipeline.report.Report}; {@link
 * dev.coterie.pipeline.report.ReasonText} alone is of use elsewhere too.
 *
 * <p>It knows nothing of files other than those it writes: reading a snapshot, SQL and the stages
 * stay outside.
 */
@NullMarked
package dev.coterie.pipeline.report;

import org.jspecify.annotations.NullMarked;
