package dev.coterie.live.people;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.live.store.LiveItem;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.recommend.Ranker;
import dev.coterie.pipeline.snapshot.Learned.Entity;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The items of a snapshot, overlaid by those that were put since. An item that the snapshot knows
 * keeps its place there, whatever its text says now; a new one is placed by its text.
 */
public final class Catalogue {
  /** So many known items tell how a new one would be ranked. */
  private static final int NEIGHBOURS = 5;

  private final Answers answers;
  private final AtomicReferenceArray<Item> fitted;
  private final Map<String, LiveItem> put = new ConcurrentHashMap<>();
  private final Map<String, NewItem> placed = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private final BitSet listed;

  /**
   * An item that the snapshot does not know.
   *
   * @param neighbours the nearest items that it knows, nearest first
   * @param cosines to each, above 0
   */
  public record NewItem(LiveItem live, float[] vector, int[] neighbours, float[] cosines) {}

  /** The catalogue of a snapshot with what was put. */
  public Catalogue(Answers answers, Collection<LiveItem> put) {
    this.answers = answers;
    List<Item> items = answers.fitted().events().items();
    this.fitted = new AtomicReferenceArray<>(items.toArray(Item[]::new));
    this.listed = Ranker.eligible(items);
    put.forEach(this::put);
  }

  /** Takes an item; what is new has no place yet, see {@link #place}. */
  public void put(LiveItem live) {
    put.put(live.item().id(), live);
    int number = answers.item(live.item().id());
    if (number != EventLog.NONE) {
      fitted.set(number, live.item());
    }
    NewItem before = placed.get(live.item().id());
    if (before != null) {
      placed.put(
          live.item().id(),
          new NewItem(live, before.vector(), before.neighbours(), before.cosines()));
    }
    version.incrementAndGet();
  }

  /** Changes with every change. */
  public long version() {
    return version.get();
  }

  /** The first time after one at which the time alone changes which items may be shown. */
  public long nextChange(long now) {
    long next = Long.MAX_VALUE;
    for (LiveItem live : put.values()) {
      next = live.validFrom() > now ? Math.min(next, live.validFrom()) : next;
      next = live.validUntil() > now ? Math.min(next, live.validUntil()) : next;
    }
    return next;
  }

  /** The items of the snapshot as they are now. */
  public List<Item> items() {
    return new AbstractList<>() {
      @Override
      public Item get(int number) {
        return fitted.get(number);
      }

      @Override
      public int size() {
        return fitted.length();
      }
    };
  }

  /** The items that were put, the snapshot does not know, and have no place yet. */
  public List<Item> unplaced() {
    return put.values().stream()
        .map(LiveItem::item)
        .filter(item -> answers.item(item.id()) == EventLog.NONE && !placed.containsKey(item.id()))
        .toList();
  }

  /** Takes up the places that the text of new items gave them. */
  public void place(List<Item> items) {
    Matrix vectors = answers.fitted().itemVectors();
    for (Item item : items) {
      Optional<Entity> entity = answers.entities().item(item.id());
      LiveItem live = put.get(item.id());
      if (entity.isPresent() && live != null) {
        float[] vector = entity.get().vector().clone();
        VectorMath.normalise(vector, 0, vector.length);
        TopK nearest = new TopK(NEIGHBOURS);
        for (int i = 0; i < vectors.rows(); i++) {
          float cosine =
              VectorMath.dot(vector, 0, vectors.data(), vectors.offset(i), vector.length);
          if (cosine > 0) {
            nearest.offer(i, cosine);
          }
        }
        placed.put(item.id(), new NewItem(live, vector, nearest.indices(), nearest.scores()));
        version.incrementAndGet();
      }
    }
  }

  /** The new items that have a place and may be shown. */
  public List<NewItem> fresh(long now) {
    List<NewItem> fresh = new ArrayList<>();
    for (NewItem item : placed.values()) {
      if (item.live().isShownAt(now)) {
        fresh.add(item);
      }
    }
    fresh.sort((a, b) -> a.live().item().id().compareTo(b.live().item().id()));
    return fresh;
  }

  /** The items of the snapshot that may be shown at a time. */
  public BitSet eligible(long now) {
    BitSet eligible = (BitSet) listed.clone();
    put.forEach(
        (id, live) -> {
          int number = answers.item(id);
          if (number != EventLog.NONE) {
            eligible.set(number, live.isShownAt(now));
          }
        });
    return eligible;
  }

  /** An item by its number in the snapshot, as it is now. */
  public Item item(int number) {
    return fitted.get(number);
  }

  /** An item as it is now; empty where nobody put it and the snapshot lacks it. */
  public Optional<Item> item(String id) {
    int number = answers.item(id);
    return number != EventLog.NONE
        ? Optional.of(fitted.get(number))
        : Optional.ofNullable(put.get(id)).map(LiveItem::item);
  }

  /** What stands for an item that the snapshot does not know; empty where it has no place. */
  public Optional<NewItem> newItem(String id) {
    return Optional.ofNullable(placed.get(id));
  }

  /** What was put under an id. */
  public Optional<LiveItem> put(String id) {
    return Optional.ofNullable(put.get(id));
  }

  /** The same, or an item of which only the id is known. */
  public Item itemOrId(String id) {
    return item(id)
        .orElseGet(() -> new Item(id, "", "", List.of(), List.of(), "", Map.of(), false));
  }

  /** The unit vector of an item, empty where it has no place. */
  public Optional<float[]> vector(String id) {
    int number = answers.item(id);
    if (number != EventLog.NONE) {
      float[] vector = answers.fitted().itemVectors().row(number);
      VectorMath.normalise(vector, 0, vector.length);
      return Optional.of(vector).filter(Catalogue::isKnown);
    }
    return Optional.ofNullable(placed.get(id)).map(NewItem::vector);
  }

  private static boolean isKnown(float[] vector) {
    for (float x : vector) {
      if (x != 0) {
        return true;
      }
    }
    return false;
  }
}
