package dev.coterie.language.wordvector;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Word vectors by prediction of neighbours with negative sampling (Mikolov, Sutskever, Chen,
 * Corrado and Dean, Distributed representations of words and phrases and their compositionality,
 * 2013). Words that are used alike get vectors that point the same way.
 */
public final class Word2Vec {
  /** Words that are learned from at one rate, by one thread. */
  private static final int BLOCK = 10_000;

  /** Floats that the widest vectors of processors hold. */
  private static final int LANES = 16;

  private static final double LOWEST_RATE = 1e-4;

  private Word2Vec() {}

  /**
   * Learns the vectors of a corpus.
   *
   * @param corpus of words that occur often enough
   * @throws IllegalArgumentException where the corpus is empty, or too large for one matrix
   */
  public static WordVectors train(
      Corpus corpus, Word2VecOptions options, long seed, Workers workers, Progress progress) {
    int words = corpus.words().size();
    if (words == 0) {
      throw new IllegalArgumentException(
          "the corpus has no word that occurs " + options.minCount() + " times");
    }
    int stride = Math.ceilDiv(options.dimension(), LANES) * LANES;
    float[] input = new float[Math.multiplyExact(words, stride)];
    float[] output = new float[input.length];
    SplittableRandom random = Seeds.stream(seed, "word vectors");
    for (int w = 0; w < words; w++) {
      for (int d = 0; d < options.dimension(); d++) {
        input[w * stride + d] = (float) ((random.nextDouble() - 0.5) / options.dimension());
      }
    }
    NoiseWords noise = new NoiseWords(corpus.counts());
    int[] keep = keep(corpus, options.sample());
    int[] blocks = blocks(corpus);
    int all = Math.multiplyExact(blocks.length - 1, options.epochs());
    AtomicLong done = new AtomicLong();
    ConcurrentLinkedQueue<Learner> idle = new ConcurrentLinkedQueue<>();
    Workers.Block block =
        (from, to) -> {
          Learner learner = idle.poll();
          if (learner == null) {
            learner = new Learner(options, stride, input, output, noise, keep);
          }
          for (int b = from; b < to; b++) {
            int place = b % (blocks.length - 1);
            double rate = Math.max(LOWEST_RATE, options.rate() * (1 - (double) b / all));
            learner.learn(
                corpus,
                blocks[place],
                blocks[place + 1],
                (float) rate,
                Seeds.stream(seed, "word blocks", b).nextLong());
          }
          idle.add(learner);
          synchronized (done) {
            progress.report("learn word vectors", done.addAndGet(to - from), all);
          }
        };
    if (options.shared()) {
      workers.forBlocks(all, 1, block);
    } else {
      for (int b = 0; b < all; b++) {
        block.run(b, b + 1);
      }
    }
    Matrix vectors = Matrix.zeros(words, options.dimension());
    for (int w = 0; w < words; w++) {
      System.arraycopy(input, w * stride, vectors.data(), vectors.offset(w), options.dimension());
    }
    return new WordVectors(corpus.words(), vectors.requireFinite("word vectors"), corpus.counts());
  }

  /** Odds out of 2³¹−1 that an occurrence counts: (√(f / t) + 1) · t / f for a share f above t. */
  private static int[] keep(Corpus corpus, double sample) {
    long[] counts = corpus.counts();
    int[] keep = new int[counts.length];
    double threshold = sample * corpus.size();
    for (int w = 0; w < keep.length; w++) {
      double odds =
          sample == 0 ? 1 : (Math.sqrt(counts[w] / threshold) + 1) * threshold / counts[w];
      keep[w] = odds >= 1 ? Integer.MAX_VALUE : (int) (odds * Integer.MAX_VALUE);
    }
    return keep;
  }

  /** Sentences at which blocks start, and the end. */
  private static int[] blocks(Corpus corpus) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    int from = 0;
    for (int s = 1; s < corpus.sentences(); s++) {
      if (corpus.start(s) - from >= BLOCK) {
        starts.add(s);
        from = corpus.start(s);
      }
    }
    starts.add(corpus.sentences());
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }
}
