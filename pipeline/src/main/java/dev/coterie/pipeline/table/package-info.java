/**
 * Tables in files, written and read through DuckDB. Entry: {@link
 * dev.coterie.pipeline.table.TableWriter} and {@link dev.coterie.pipeline.table.Tables}. It must
 * not know what the tables mean.
 */
@NullMarked
package dev.coterie.pipeline.table;

import org.jspecify.annotations.NullMarked;
