package dev.coterie.pipeline.profile;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.List;

/** Where texts lie in an item space by themselves, without any behaviour. */
public final class TextPlaces {
  private final ItemSpace space;
  private final List<TextBlock> blocks;
  private final Workers workers;

  /** The places that the embedders of {@code blocks} have in a space that was learned from them. */
  public TextPlaces(ItemSpace space, List<TextBlock> blocks, Workers workers) {
    this.space = space;
    this.blocks = blocks;
    this.workers = workers;
  }

  /** One row an item; zeros for an item without text. */
  public Matrix items() {
    Matrix places = Matrix.zeros(space.items(), space.dimension());
    for (TextBlock block : blocks) {
      Matrix byText = of(block.embedder(), block.vectors());
      for (int i = 0; i < places.rows(); i++) {
        if (block.itemRow()[i] != EventLog.NONE) {
          places.setRow(i, byText.row(block.itemRow()[i]));
        }
      }
    }
    return places;
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
