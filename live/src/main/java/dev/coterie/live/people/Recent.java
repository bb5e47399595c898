package dev.coterie.live.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values that were asked for last, at most so many. */
public final class Recent<K, V> {
  private final Map<K, V> values;

  /** Room for so many. */
  public Recent(int most) {
    this.values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.@Nullable Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /** The value of a key, where it is still there. */
  public synchronized Optional<V> get(K key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Keeps a value. */
  public synchronized void put(K key, V value) {
    values.put(key, value);
  }

  /** Forgets a value. */
  public synchronized void remove(K key) {
    values.remove(key);
  }
}
