package dev.coterie.live.intake;

/**
 * A set of ids by a 64-bit hash of each: 16 bytes an id. Says that an id is new for certain, or
 * that it may be there.
 */
final class Fingerprints {
  private static final long EMPTY = 0;

  private long[] slots = new long[1 << 16];
  private int size;

  /** False where the id was never added. */
  boolean mayContain(String id) {
    return slots[slot(hash(id))] != EMPTY;
  }

  void add(String id) {
    long hash = hash(id);
    int slot = slot(hash);
    if (slots[slot] == EMPTY) {
      slots[slot] = hash;
      if (++size * 2 > slots.length) {
        grow();
      }
    }
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (long hash : old) {
      if (hash != EMPTY) {
        slots[slot(hash)] = hash;
      }
    }
  }

  /** Where the hash is, or where it would go. */
  private int slot(long hash) {
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != EMPTY && slots[slot] != hash) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  /** FNV-1a over the characters, mixed as in SplitMix64; never {@link #EMPTY}. */
  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    hash ^= hash >>> 31;
    return hash == EMPTY ? 1 : hash;
  }
}
