/**
 * Tables for other tools, made from a snapshot. Entry: {@link
 * dev.coterie.pipeline.export.ListExport}. It must not know how what it writes was learned.
 */
@NullMarked
package dev.coterie.pipeline.export;

import org.jspecify.annotations.NullMarked;
