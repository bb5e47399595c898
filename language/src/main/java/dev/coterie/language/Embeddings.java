package dev.coterie.language;

import dev.coterie.numeric.Matrix;
import java.util.BitSet;

/**
 * The vectors of some texts.
 *
 * @param vectors a row a text, of unit length or zeros
 * @param truncated the texts that were longer than the model reads, and were cut
 */
public record Embeddings(Matrix vectors, BitSet truncated) {}
