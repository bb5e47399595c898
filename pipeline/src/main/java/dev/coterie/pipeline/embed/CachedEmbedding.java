package dev.coterie.pipeline.embed;

import dev.coterie.language.Embedder;
import dev.coterie.language.Embeddings;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Vectors of texts, and how many of them were known.
 *
 * @param cached never more than there are texts
 */
public record CachedEmbedding(Embeddings embeddings, int cached) {
  /** Looks distinct texts up as passages, embeds those that are not known, and keeps them. */
  public static CachedEmbedding of(
      Embedder embedder,
      List<String> texts,
      VectorCache cache,
      Workers workers,
      Progress progress) {
    List<String> read = new ArrayList<>(texts.size());
    for (String text : texts) {
      read.add(embedder.asPassage(text));
    }
    String id = embedder.id();
    float[][] known = new float[texts.size()][];
    BitSet found = new BitSet();
    BitSet truncated = new BitSet();
    cache.find(
        id,
        read,
        (text, vector, cut) -> {
          known[text] = vector;
          found.set(text);
          truncated.set(text, cut);
        });
    if (found.cardinality() == texts.size()) {
      return new CachedEmbedding(new Embeddings(Matrix.ofRows(known), truncated), texts.size());
    }
    int[] missing = new int[texts.size() - found.cardinality()];
    List<String> unknown = new ArrayList<>(missing.length);
    for (int i = found.nextClearBit(0); i < texts.size(); i = found.nextClearBit(i + 1)) {
      missing[unknown.size()] = i;
      unknown.add(read.get(i));
    }
    Embeddings fresh = embedder.embed(unknown, workers, progress);
    cache.add(id, unknown, fresh);
    Matrix vectors = Matrix.zeros(texts.size(), fresh.vectors().columns());
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      vectors.setRow(i, known[i]);
    }
    for (int m = 0; m < missing.length; m++) {
      vectors.setRow(missing[m], fresh.vectors().row(m));
      truncated.set(missing[m], fresh.truncated().get(m));
    }
    return new CachedEmbedding(new Embeddings(vectors, truncated), found.cardinality());
  }
}
