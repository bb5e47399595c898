package dev.coterie.pipeline.profile;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.List;

/** Where texts lie in an item space by themselves, without any behaviour. */
public final class TextPlaces {
  private static final double LEAST_TRUST = 1e-3;

  private final ItemSpace space;
  private final List<TextBlock> blocks;
  private final Workers workers;

  /** The places that the embedders of {@code blocks} have in a space that was learned from them. */
  public TextPlaces(ItemSpace space, List<TextBlock> blocks, Workers workers) {
    this.space = space;
    this.blocks = blocks;
    this.workers = workers;
  }

  /**
   * One row an item, by its text and the other vectors that it has, each counted by how much it
   * explains; zeros for an item without any.
   */
  public Matrix items() {
    Matrix places = Matrix.zeros(space.items(), space.dimension());
    double[] total = new double[places.rows()];
    for (TextBlock block : blocks) {
      for (int i = 0; i < total.length; i++) {
        total[i] += block.itemRow()[i] == EventLog.NONE ? 0 : trust(block);
      }
    }
    for (TextBlock block : blocks) {
      Matrix own = of(block.embedder(), block.vectors());
      for (int i = 0; i < total.length; i++) {
        int row = block.itemRow()[i];
        if (row != EventLog.NONE) {
          VectorMath.axpy(
              (float) (trust(block) / total[i]),
              own.data(),
              own.offset(row),
              places.data(),
              places.offset(i),
              places.columns());
        }
      }
    }
    return places;
  }

  /** Something even of what explains nothing, so that an item without anything else has a place. */
  private double trust(TextBlock block) {
    return space.textMaps().stream()
        .filter(map -> map.embedder().equals(block.embedder()))
        .mapToDouble(map -> Math.max(LEAST_TRUST, map.explained()))
        .findFirst()
        .orElse(1);
  }

  /** One row for each of an embedder's vectors; zeros where that embedder has no way into it. */
  public Matrix of(String embedder, Matrix vectors) {
    for (TextMap map : space.textMaps()) {
      if (map.embedder().equals(embedder)) {
        return TextMapping.apply(map, vectors, workers);
      }
    }
    Matrix places = Matrix.zeros(vectors.rows(), space.dimension());
    if (space.textMaps().isEmpty()) {
      int at = 0;
      for (TextBlock block : blocks) {
        if (block.embedder().equals(embedder)) {
          for (int i = 0; i < places.rows(); i++) {
            System.arraycopy(
                vectors.data(),
                vectors.offset(i),
                places.data(),
                places.offset(i) + at,
                Math.min(vectors.columns(), space.dimension() - at));
          }
        }
        at += block.vectors().columns();
      }
    }
    return places;
  }
}
