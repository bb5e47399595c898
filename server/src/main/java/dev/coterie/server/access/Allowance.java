package dev.coterie.server.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many requests a second each key, or each address without one, may make: a bucket that holds
 * two seconds' worth and fills evenly.
 */
public final class Allowance {
  private static final int MOST_CALLERS = 100_000;
  private static final double SECONDS = 2;
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  private static final class Bucket {
    private double left;
    private long at;
  }

  /**
   * An allowance.
   *
   * @param perSecond 0 for any number
   */
  public Allowance(double perSecond) {
    this.perSecond = perSecond;
  }

  /** Takes one request off a caller's allowance; false where nothing is left of it. */
  public boolean take(String caller) {
    if (perSecond == 0) {
      return true;
    }
    if (buckets.size() > MOST_CALLERS) {
      buckets.clear();
    }
    Bucket bucket = buckets.computeIfAbsent(caller, key -> full());
    synchronized (bucket) {
      long now = System.nanoTime();
      bucket.left =
          Math.min(
              Math.max(1, SECONDS * perSecond),
              bucket.left + (now - bucket.at) / NANOS * perSecond);
      bucket.at = now;
      if (bucket.left < 1) {
        return false;
      }
      bucket.left--;
      return true;
    }
  }

  private Bucket full() {
    Bucket bucket = new Bucket();
    bucket.left = Math.max(1, SECONDS * perSecond);
    bucket.at = System.nanoTime();
    return bucket;
  }
}
