/**
 * Matrices in files: NumPy arrays, Parquet and CSV tables of numbers. Entry: {@link
 * dev.coterie.pipeline.matrix.MatrixFile}. It must not know what rows and columns mean.
 */
@NullMarked
package dev.coterie.pipeline.matrix;

import org.jspecify.annotations.NullMarked;
