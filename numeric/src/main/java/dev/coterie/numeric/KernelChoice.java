package dev.coterie.numeric;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Picks the kernels once a process, and says why where they are the slow ones. */
final class KernelChoice {
  private KernelChoice() {}

  static Kernels choose() {
    String reason = unavailable();
    if (reason.isEmpty()) {
      return new SimdMath();
    }
    Logger logger = System.getLogger(VectorMath.class.getName());
    logger.log(
        Level.WARNING, "Vector arithmetic runs without SIMD, several times slower: " + reason);
    return new ScalarMath();
  }

  /** Why SIMD cannot be used, with the remedy; empty where it can. */
  private static String unavailable() {
    if (!VectorModule.present()) {
      return "the JVM was started without --add-modules jdk.incubator.vector; add that flag.";
    }
    return SimdMath.supported()
        ? ""
        : "the processor, or the JVM's flag -XX:UseAVX, offers no vectors of eight floats;"
            + " use a machine with AVX2 or NEON, or remove the flag.";
  }
}
