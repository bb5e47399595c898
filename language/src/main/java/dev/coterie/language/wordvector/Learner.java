package dev.coterie.language.wordvector;

import dev.coterie.language.wordvector.Word2VecOptions.Architecture;
import dev.coterie.numeric.VectorMath;
import java.util.Arrays;

/**
 * Learns from one stretch of sentences after another, on vectors that other learners may write to
 * at the same time. Each vector takes {@code stride} floats, those past the dimension stay zero.
 */
final class Learner {
  /** Beyond this the sigmoid is 0 or 1 as far as learning goes. */
  private static final float STEEPEST = 6;

  /**
   * Words in a row that are told from the same noise, whose vectors then stay in the nearest cache
   * (after Ji et al., Parallelizing Word2Vec in shared and distributed memory, 2016); by skip-gram
   * it is one word, with all of its neighbours.
   */
  private static final int SHARING = 4;

  private static final int STEPS = 1 << 12;
  private static final float[] SIGMOID = sigmoid();

  private final Word2VecOptions options;
  private final int stride;
  private final float[] input;
  private final float[] output;
  private final NoiseWords noise;
  private final int[] keep;
  private final float[] error;
  private final float[] mean;
  private final int[] noiseWords;
  private final int[] rows;
  private final float[] alphas;
  private int[] sentence = new int[64];
  private long random;

  /**
   * @param keep for each word the odds out of 2³¹−1 that an occurrence is learned from
   */
  Learner(
      Word2VecOptions options,
      int stride,
      float[] input,
      float[] output,
      NoiseWords noise,
      int[] keep) {
    this.options = options;
    this.stride = stride;
    this.input = input;
    this.output = output;
    this.noise = noise;
    this.keep = keep;
    this.error = new float[stride];
    this.mean = new float[stride];
    this.noiseWords = new int[options.negatives()];
    this.rows = new int[options.negatives() + 1];
    this.alphas = new float[options.negatives() + 1];
  }

  private static float[] sigmoid() {
    float[] table = new float[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      table[i] = (float) (1 / (1 + Math.exp(-STEEPEST * (2.0 * i / STEPS - 1))));
    }
    return table;
  }

  /** Learns from sentences {@code from} to {@code to} at one rate. */
  void learn(Corpus corpus, int from, int to, float rate, long seed) {
    random = seed;
    for (int s = from; s < to; s++) {
      int n = sampled(corpus.tokens(), corpus.start(s), corpus.start(s + 1));
      if (options.architecture() == Architecture.CBOW) {
        meanOfNeighbours(n, rate);
      } else {
        eachNeighbour(n, rate);
      }
    }
  }

  /** Copies a sentence without the occurrences that are passed over; returns its length. */
  private int sampled(int[] tokens, int from, int to) {
    if (to - from > sentence.length) {
      sentence = new int[2 * (to - from)];
    }
    int n = 0;
    for (int t = from; t < to; t++) {
      int word = tokens[t];
      if (keep[word] == Integer.MAX_VALUE || (int) (next() >>> 33) < keep[word]) {
        sentence[n++] = word;
      }
    }
    return n;
  }

  private void eachNeighbour(int n, float rate) {
    for (int i = 0; i < n; i++) {
      drawNoise();
      int reach = reach();
      int end = Math.min(n, i + reach + 1);
      for (int j = Math.max(0, i - reach); j < end; j++) {
        if (j != i) {
          int at = sentence[j] * stride;
          predict(input, at, sentence[i], rate);
          VectorMath.axpy(1, error, 0, input, at, stride);
        }
      }
    }
  }

  private void meanOfNeighbours(int n, float rate) {
    for (int i = 0; i < n; i++) {
      if (i % SHARING == 0) {
        drawNoise();
      }
      int reach = reach();
      int start = Math.max(0, i - reach);
      int end = Math.min(n, i + reach + 1);
      if (end - start == 1) {
        continue;
      }
      Arrays.fill(mean, 0);
      float share = 1f / (end - start - 1);
      for (int j = start; j < end; j++) {
        if (j != i) {
          VectorMath.axpy(share, input, sentence[j] * stride, mean, 0, stride);
        }
      }
      predict(mean, 0, sentence[i], rate);
      for (int j = start; j < end; j++) {
        if (j != i) {
          VectorMath.axpy(1, error, 0, input, sentence[j] * stride, stride);
        }
      }
    }
  }

  /** From 1 to the window: near neighbours count more often. */
  private int reach() {
    return 1 + (int) (((next() >>> 32) * options.window()) >>> 32);
  }

  /** Tells the word from the noise; what the input should change goes to error. */
  private void predict(float[] x, int at, int word, float rate) {
    int n = 0;
    rows[n++] = word * stride;
    for (int other : noiseWords) {
      if (other != word) {
        rows[n++] = other * stride;
      }
    }
    VectorMath.dotRows(x, at, output, rows, n, alphas, stride);
    for (int r = 0; r < n; r++) {
      alphas[r] = ((r == 0 ? 1 : 0) - sigmoid(alphas[r])) * rate;
    }
    VectorMath.crossRows(alphas, x, at, output, rows, n, error, stride);
  }

  private static float sigmoid(float x) {
    if (x >= STEEPEST) {
      return 1;
    }
    return x <= -STEEPEST ? 0 : SIGMOID[(int) ((x / STEEPEST + 1) * (STEPS / 2))];
  }

  private void drawNoise() {
    for (int k = 0; k < noiseWords.length; k++) {
      noiseWords[k] = noise.word(next());
    }
  }

  /** SplitMix64 (Steele, Lea and Flood, 2014). */
  private long next() {
    random += 0x9E3779B97F4A7C15L;
    long z = (random ^ (random >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
