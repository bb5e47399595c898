package dev.coterie.domain;

import dev.coterie.numeric.Matrix;

/**
 * The vectors of one embedder: a row for each item and each query or review that it read.
 *
 * @param embedder name of the embedder
 * @param vectors one row a text, of unit length
 * @param itemRow row of each item, {@link EventLog#NONE} where another embedder or none read it
 * @param textRow row of each query or review, likewise
 * @param truncated texts cut at the model's limit
 */
public record TextBlock(
    String embedder, Matrix vectors, int[] itemRow, int[] textRow, int truncated) {}
