package dev.coterie.numeric;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Independent random streams from one seed, each named by what it is for. */
public final class Seeds {
  private Seeds() {}

  /** The stream for one purpose and index: the same arguments give the same numbers. */
  public static SplittableRandom stream(long seed, String purpose, long index) {
    CRC32 crc = new CRC32();
    crc.update(purpose.getBytes(StandardCharsets.UTF_8));
    long mixed = mix(seed ^ mix(crc.getValue() + 0x9E3779B97F4A7C15L * (index + 1)));
    return new SplittableRandom(mixed);
  }

  public static SplittableRandom stream(long seed, String purpose) {
    return stream(seed, purpose, 0);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
