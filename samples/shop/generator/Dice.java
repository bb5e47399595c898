import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded chance. A child is named, and depends on nothing but its parent's seed and its name, so
 * that a change in one part of the data leaves the others as they were. Only exactly specified
 * arithmetic is used: the same seed gives the same bytes on every machine.
 */
final class Dice {
  private final long seed;
  private final SplittableRandom random;

  Dice(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  Dice child(String name) {
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return new Dice(hash);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** An index, drawn in proportion to the steps of a running sum. */
  int step(double[] runningSum) {
    double target = random.nextDouble() * runningSum[runningSum.length - 1];
    int found = Arrays.binarySearch(runningSum, target);
    return Math.min(found < 0 ? -found - 1 : found + 1, runningSum.length - 1);
  }

  <T> List<T> shuffled(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  /** About normal, mean 0 and deviation 1: twelve uniforms, which every machine sums alike. */
  double bell() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * bell());
  }
}
