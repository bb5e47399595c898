package dev.coterie.pipeline.answer;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where items and texts lie in a snapshot's item space: those that the snapshot knows, and those
 * that were placed by their text since. May be asked by many threads while one places more.
 */
public final class Entities {
  /** New texts that are kept; they come from users, who may think of any number of them. */
  private static final int MOST_TEXTS = 100_000;

  private final Learned learned;
  private final ItemEmbedding embedding;
  private final long seed;
  private final float rarest;
  private final Map<String, Entity> newItems = new ConcurrentHashMap<>();
  private final Map<String, Entity> newTexts = new ConcurrentHashMap<>();

  /**
   * Nothing new yet.
   *
   * @param embedding of the fit
   */
  public Entities(Learned learned, ItemEmbedding embedding, long seed) {
    this.learned = learned;
    this.embedding = embedding;
    this.seed = seed;
    this.rarest = rarest(learned);
  }

  /** What is known of an item. */
  public Optional<Entity> item(String id) {
    return known(learned.items().get(id)).or(() -> Optional.ofNullable(newItems.get(id)));
  }

  /** What is known of a query or review. */
  public Optional<Entity> text(String text) {
    return known(learned.texts().get(text)).or(() -> Optional.ofNullable(newTexts.get(text)));
  }

  private Optional<Entity> known(@Nullable Entity entity) {
    return Optional.ofNullable(entity).filter(some -> some.vector().length == learned.dimension());
  }

  /**
   * Places items and texts that are new, by their text; what has no way into the space stays
   * unknown.
   *
   * @return how many of the items have a place now
   */
  public synchronized int place(
      List<Item> items, List<String> texts, Workers workers, Progress progress) {
    if ((items.isEmpty() && texts.isEmpty())
        || learned.textMaps().stream().noneMatch(Entities::isWay)) {
      return 0;
    }
    int placed = 0;
    EventLog unknown = EventLog.ofTexts(items, texts);
    for (TextBlock block : embedding.embed(unknown, seed, workers, progress).blocks()) {
      if (!hasWay(block)) {
        continue;
      }
      Matrix places =
          new TextPlaces(
                  space(Matrix.zeros(0, learned.dimension()), 0, new float[0]), List.of(), workers)
              .of(block.embedder(), block.vectors());
      for (int i = 0; i < items.size(); i++) {
        if (block.itemRow()[i] != EventLog.NONE) {
          newItems.put(
              items.get(i).id(),
              new Entity(places.row(block.itemRow()[i]), rarest, items.get(i).categories()));
          placed++;
        }
      }
      for (int t = 0; t < texts.size(); t++) {
        if (block.textRow()[t] != EventLog.NONE) {
          if (newTexts.size() >= MOST_TEXTS) {
            newTexts.clear();
          }
          newTexts.put(texts.get(t), new Entity(places.row(block.textRow()[t]), rarest, List.of()));
        }
      }
    }
    return placed;
  }

  /** The item space for the items and texts of a log; zeros for what has no place. */
  public ItemSpace space(EventLog events) {
    int items = events.items().size();
    Matrix vectors = Matrix.zeros(items + events.texts().size(), learned.dimension());
    float[] rarity = new float[vectors.rows()];
    for (int row = 0; row < rarity.length; row++) {
      Optional<Entity> entity =
          row < items ? item(events.items().get(row).id()) : text(events.texts().get(row - items));
      rarity[row] = entity.map(Entity::rarity).orElse(rarest);
      if (entity.isPresent()) {
        vectors.setRow(row, entity.get().vector());
      }
    }
    return space(vectors, items, rarity);
  }

  private ItemSpace space(Matrix vectors, int items, float[] rarity) {
    return new ItemSpace(
        vectors,
        items,
        rarity,
        learned.decay(),
        learned.textMaps(),
        List.of(),
        "snapshot",
        ItemSpace.Trials.NONE);
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

  private boolean hasWay(TextBlock block) {
    return learned.textMaps().stream()
        .anyMatch(
            map ->
                map.embedder().equals(block.embedder())
                    && isWay(map)
                    && map.weights().rows() == block.vectors().columns());
  }

  /**
   * Whether a map explained anything. What TF-IDF learns is of the texts it was trained on, so its
   * new vectors mean something else.
   */
  private static boolean isWay(TextMap map) {
    return map.explained() > 0 && !map.embedder().equals(EmbeddingOptions.TFIDF);
  }

  /** The items of a log that have no place. */
  public List<Item> unplacedItems(EventLog events) {
    return events.items().stream().filter(item -> item(item.id()).isEmpty()).toList();
  }

  /** The texts of a log that have no place. */
  public List<String> unplacedTexts(EventLog events) {
    return events.texts().stream().filter(text -> text(text).isEmpty()).toList();
  }
}
