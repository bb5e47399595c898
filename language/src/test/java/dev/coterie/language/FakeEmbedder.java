package dev.coterie.language;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * An embedder of eight numbers for tests: every word has its own random direction, a text is the
 * sum of its words. Reads {@value #MAX_WORDS} words, and remembers what it was asked.
 */
public final class FakeEmbedder implements Embedder {
  public static final int DIMENSION = 8;
  public static final int MAX_WORDS = 20;

  private final String name;
  private final List<String> asked = new ArrayList<>();

  public FakeEmbedder(String name) {
    this.name = name;
  }

  /** All texts that {@link #embed} was given so far. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String id() {
    return name + "/fake";
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public Embeddings embed(List<String> texts, Workers workers, Progress progress) {
    asked.addAll(texts);
    Matrix vectors = Matrix.zeros(texts.size(), DIMENSION);
    BitSet truncated = new BitSet();
    for (int i = 0; i < texts.size(); i++) {
      String[] words = texts.get(i).toLowerCase(Locale.ROOT).split("\\s+", -1);
      truncated.set(i, words.length > MAX_WORDS);
      vectors.setRow(i, vector(words));
    }
    progress.report("embed with " + name, texts.size(), texts.size());
    return new Embeddings(vectors, truncated);
  }

  private static float[] vector(String[] words) {
    double[] sum = new double[DIMENSION];
    for (int w = 0; w < Math.min(words.length, MAX_WORDS); w++) {
      SplittableRandom random = Seeds.stream(words[w].hashCode(), "fake embedder");
      for (int d = 0; d < DIMENSION; d++) {
        sum[d] += random.nextGaussian();
      }
    }
    double squares = 0;
    for (double x : sum) {
      squares += x * x;
    }
    float[] vector = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) (sum[d] / Math.sqrt(squares));
    }
    return vector;
  }
}
