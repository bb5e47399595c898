package dev.coterie.pipeline;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.describe.TextPlacing;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.profile.TextPlaces;
import java.util.List;

/** Reads names with the embedders that read the catalogue, and finds their places in the space. */
public final class NamePlaces implements TextPlacing {
  private final ItemEmbedding embedding;
  private final boolean hasTexts;
  private final TextPlaces places;
  private final ItemSpace space;
  private final Matrix items;
  private final long seed;
  private final Workers workers;

  /** In a space that was learned from texts as {@code blocks} have them. */
  public NamePlaces(
      ItemEmbedding embedding,
      ItemSpace space,
      List<TextBlock> blocks,
      long seed,
      Workers workers) {
    this.embedding = embedding;
    this.hasTexts = !blocks.isEmpty();
    this.places = new TextPlaces(space, blocks, workers);
    this.space = space;
    this.items = places.items();
    this.seed = seed;
    this.workers = workers;
  }

  @Override
  public Matrix items() {
    return items;
  }

  @Override
  public Matrix of(List<String> texts) {
    Matrix found = Matrix.zeros(texts.size(), space.dimension());
    if (!hasTexts) {
      // Without texts nothing tells where a name is, so no model need be there to read it.
      return found;
    }
    for (TextBlock block :
        embedding
            .embed(EventLog.ofTexts(List.of(), texts), seed, workers, Progress.NONE)
            .blocks()) {
      Matrix byText = places.of(block.embedder(), block.vectors());
      for (int t = 0; t < texts.size(); t++) {
        if (block.textRow()[t] != EventLog.NONE) {
          found.setRow(t, byText.row(block.textRow()[t]));
        }
      }
    }
    return found;
  }
}
