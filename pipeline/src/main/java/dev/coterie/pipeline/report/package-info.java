/**
 * What a fit found, as one self-contained HTML page and as images.
 *
 * <p>Its entry class is {@link dev.coterie.pipeline.report.Report}; {@link
 * dev.coterie.pipeline.report.ReasonText} alone is of use elsewhere too.
 *
 * <p>It knows no files but those it writes and a snapshot through its reader: SQL and the stages
 * stay outside.
 */
@NullMarked
package dev.coterie.pipeline.report;

import org.jspecify.annotations.NullMarked;
