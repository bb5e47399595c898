package dev.coterie.pipeline.assign;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.profile.TextPlaces;
import dev.coterie.pipeline.snapshot.Learned;
import dev.coterie.pipeline.snapshot.Learned.Entity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A snapshot's item space for the items and texts of another log. */
final class KnownSpace {
  private final Learned learned;
  private final Matrix vectors;
  private final float[] rarity;

  private KnownSpace(Learned learned, int entities) {
    this.learned = learned;
    this.vectors = Matrix.zeros(entities, learned.dimension());
    this.rarity = new float[entities];
  }

  /**
   * The space.
   *
   * @param placed items that the snapshot does not know and that have a place by their text
   */
  record Found(ItemSpace space, int newItems, int placed) {}

  static Found of(
      EventLog events,
      Learned learned,
      ItemEmbedding embedding,
      long seed,
      Workers workers,
      Progress progress) {
    int items = events.items().size();
    KnownSpace known = new KnownSpace(learned, items + events.texts().size());
    float rarest = rarest(learned);
    List<Integer> newItems = new ArrayList<>();
    List<Integer> newTexts = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      if (!known.take(i, learned.items().get(events.items().get(i).id()), rarest)) {
        newItems.add(i);
      }
    }
    for (int t = 0; t < events.texts().size(); t++) {
      if (!known.take(items + t, learned.texts().get(events.texts().get(t)), rarest)) {
        newTexts.add(t);
      }
    }
    int placed = known.place(newItems, newTexts, items, events, embedding, seed, workers, progress);
    return new Found(
        new ItemSpace(
            known.vectors,
            items,
            known.rarity,
            learned.decay(),
            learned.textMaps(),
            List.of(),
            "snapshot"),
        newItems.size(),
        placed);
  }

  private boolean take(int row, @Nullable Entity entity, float otherwise) {
    rarity[row] = entity == null ? otherwise : entity.rarity();
    if (entity == null || entity.vector().length != vectors.columns()) {
      return false;
    }
    vectors.setRow(row, entity.vector());
    return true;
  }

  /** What nobody has touched tells the most. */
  private static float rarest(Learned learned) {
    float rarest = 0;
    for (Entity item : learned.items().values()) {
      rarest = Math.max(rarest, item.rarity());
    }
    for (Entity text : learned.texts().values()) {
      rarest = Math.max(rarest, text.rarity());
    }
    return rarest;
  }

  private int place(
      List<Integer> newItems,
      List<Integer> newTexts,
      int items,
      EventLog events,
      ItemEmbedding embedding,
      long seed,
      Workers workers,
      Progress progress) {
    if (newItems.isEmpty() && newTexts.isEmpty()) {
      return 0;
    }
    EventLog unknown =
        EventLog.ofTexts(
            newItems.stream().map(i -> events.items().get(i)).toList(),
            newTexts.stream().map(t -> events.texts().get(t)).toList());
    int placed = 0;
    for (TextBlock block : embedding.embed(unknown, seed, workers, progress).blocks()) {
      if (!hasWay(block)) {
        continue;
      }
      ItemSpace empty =
          new ItemSpace(
              Matrix.zeros(0, vectors.columns()),
              0,
              new float[0],
              learned.decay(),
              learned.textMaps(),
              List.of(),
              "snapshot");
      Matrix places =
          new TextPlaces(empty, List.of(), workers).of(block.embedder(), block.vectors());
      for (int i = 0; i < newItems.size(); i++) {
        if (block.itemRow()[i] != EventLog.NONE) {
          vectors.setRow(newItems.get(i), places.row(block.itemRow()[i]));
          placed++;
        }
      }
      for (int t = 0; t < newTexts.size(); t++) {
        if (block.textRow()[t] != EventLog.NONE) {
          vectors.setRow(items + newTexts.get(t), places.row(block.textRow()[t]));
        }
      }
    }
    return placed;
  }

  /**
   * Whether the snapshot has a map for an embedder that explained anything. What TF-IDF learns is
   * of the texts it was trained on, so its new vectors mean something else.
   */
  private boolean hasWay(TextBlock block) {
    for (TextMap map : learned.textMaps()) {
      if (map.embedder().equals(block.embedder())) {
        return map.explained() > 0
            && map.weights().rows() == block.vectors().columns()
            && !block.embedder().equals(EmbeddingOptions.TFIDF);
      }
    }
    return false;
  }
}
