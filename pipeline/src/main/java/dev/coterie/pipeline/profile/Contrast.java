package dev.coterie.pipeline.profile;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Trains a linear map of an encoder's vectors by contrast. A pair is a user and an entity that the
 * user touched; what else the user touched should point to where the map puts that entity, rather
 * than to where it puts the other entities of the batch.
 *
 * <p>The loss is InfoNCE over cosines (van den Oord and others, 2018) with the entities of the
 * batch as each other's negatives; as they are drawn as often as they are touched, the logarithm of
 * that is subtracted (Yi and others, 2019). What the user touched too is no negative. The steps are
 * Adam's (Kingma and Ba, 2015). The same numbers come out for any number of threads.
 */
final class Contrast {
  private static final int BATCH = 256;
  private static final int FEWEST_PAIRS = 8 * BATCH;
  private static final float TEMPERATURE = 0.1f;
  private static final double RATE = 4e-3;
  private static final double FIRST_MOMENT = 0.9;
  private static final double SECOND_MOMENT = 0.999;
  private static final int ROWS_A_BLOCK = 32;

  /** A weight of e to this is as good as none. */
  private static final double NOTHING = -12;

  private final Touches touches;
  private final Matrix entities;
  private final float[] rarity;
  private final Matrix texts;
  private final int[] rows;
  private final int[] pairs;
  private final double[] logUsers;
  private final SplittableRandom random;
  private final Workers workers;
  private final Matrix weights;
  private final double[] first;
  private final double[] second;
  private int steps;

  /**
   * Starts from a map.
   *
   * @param entities vectors by which users are known, zeros for what they are not to be known by
   * @param texts centred vectors of the encoder
   * @param rows of each entity in {@code texts}
   * @param training the entities to learn from, which all have a row
   * @param start encoder dimension × space dimension
   */
  Contrast(
      Touches touches,
      Matrix entities,
      float[] rarity,
      Matrix texts,
      int[] rows,
      BitSet training,
      Matrix start,
      SplittableRandom random,
      Workers workers) {
    this.touches = touches;
    this.entities = entities;
    this.rarity = rarity;
    this.texts = texts;
    this.rows = rows;
    this.random = random;
    this.workers = workers;
    SparseMatrix liked = touches.liked();
    int[] users = new int[liked.columns()];
    int[] found = new int[liked.entries()];
    int size = 0;
    for (int p = 0; p < found.length; p++) {
      if (training.get(liked.column(p))) {
        users[liked.column(p)]++;
        found[size++] = p;
      }
    }
    this.pairs = Arrays.copyOf(found, size);
    this.logUsers = Arrays.stream(users).mapToDouble(n -> Math.log(Math.max(1, n))).toArray();
    this.weights = ofUnitLength(start, training);
    this.first = new double[weights.data().length];
    this.second = new double[weights.data().length];
  }

  /**
   * Scaled so that the vectors of the training entities are about 1 long: steps are of one size.
   */
  private Matrix ofUnitLength(Matrix start, BitSet training) {
    Matrix placed =
        MatrixProduct.times(
            texts.select(training.stream().map(e -> rows[e]).toArray()), start, workers);
    double length = 0;
    for (int i = 0; i < placed.rows(); i++) {
      length += VectorMath.norm(placed.data(), placed.offset(i), placed.columns());
    }
    Matrix scaled = start.copy();
    if (length > 0) {
      VectorMath.scale((float) (placed.rows() / length), scaled.data(), 0, scaled.data().length);
    }
    return scaled;
  }

  /** Whether there is enough to learn from. */
  boolean isPossible() {
    return pairs.length >= FEWEST_PAIRS;
  }

  /** The map as it stands; only the direction of what it gives means anything. */
  Matrix weights() {
    return weights.copy();
  }

  /** Goes on for so many steps. */
  void run(int more) {
    for (int i = 0; i < more; i++) {
      step();
    }
  }

  /** Pairs of one step, by ascending entity. */
  private record Batch(int[] user, int[] entity, Matrix interest, Matrix texts) {}

  private void step() {
    Batch batch = draw();
    Matrix placed = MatrixProduct.times(batch.texts, weights, workers);
    float[] lengths = new float[BATCH];
    for (int b = 0; b < BATCH; b++) {
      lengths[b] = VectorMath.normalise(placed, b);
    }
    Matrix errors = MatrixProduct.timesTransposed(batch.interest, placed, workers);
    workers.forBlocks(BATCH, ROWS_A_BLOCK, (from, to) -> toErrors(errors, batch, from, to));
    Matrix pull = MatrixProduct.times(errors.transpose(), batch.interest, workers);
    for (int b = 0; b < BATCH; b++) {
      // The derivative of a unit vector has no part along that vector.
      int at = pull.offset(b);
      float along = VectorMath.dot(pull.data(), at, placed.data(), at, pull.columns());
      VectorMath.axpy(-along, placed.data(), at, pull.data(), at, pull.columns());
      VectorMath.scale(lengths[b] > 0 ? 1 / lengths[b] : 0, pull.data(), at, pull.columns());
    }
    descend(MatrixProduct.times(batch.texts.transpose(), pull, workers).data());
  }

  private Batch draw() {
    SparseMatrix liked = touches.liked();
    int[] user = new int[BATCH];
    int[] entity = new int[BATCH];
    float[] own = new float[BATCH];
    int[] drawn = random.ints(BATCH, 0, pairs.length).map(i -> pairs[i]).toArray();
    byEntity(drawn);
    for (int b = 0; b < BATCH; b++) {
      int pair = drawn[b];
      user[b] = userOf(pair);
      entity[b] = liked.column(pair);
      own[b] = Pooling.weight(liked.value(pair), rarity[entity[b]]);
    }
    Matrix interest = Matrix.zeros(BATCH, entities.columns());
    Matrix ofBatch = Matrix.zeros(BATCH, texts.columns());
    workers.forBlocks(
        BATCH,
        ROWS_A_BLOCK,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            Pooling.into(touches, user[b], entities, rarity, interest, b);
            VectorMath.axpy(
                -own[b],
                entities.data(),
                entities.offset(entity[b]),
                interest.data(),
                interest.offset(b),
                interest.columns());
            VectorMath.normalise(interest, b);
            ofBatch.setRow(b, texts.row(rows[entity[b]]));
          }
        });
    return new Batch(user, entity, interest, ofBatch);
  }

  private void byEntity(int[] drawn) {
    long[] keys = new long[drawn.length];
    Arrays.setAll(keys, b -> (long) touches.liked().column(drawn[b]) << 32 | drawn[b]);
    Arrays.sort(keys);
    Arrays.setAll(drawn, b -> (int) keys[b]);
  }

  private int userOf(int pair) {
    int low = 0;
    int high = touches.liked().rows() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (touches.liked().start(middle) <= pair) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** From cosines to the derivatives of the loss by them, row by row. */
  private void toErrors(Matrix cosines, Batch batch, int from, int to) {
    double[] weight = new double[BATCH];
    for (int b = from; b < to; b++) {
      for (int c = 0; c < BATCH; c++) {
        weight[c] = cosines.get(b, c) / TEMPERATURE - logUsers[batch.entity[c]];
      }
      double own = weight[b];
      leaveTouched(batch, batch.user[b], weight);
      weight[b] = own;
      double highest = Arrays.stream(weight).max().orElseThrow();
      double sum = 0;
      for (int c = 0; c < BATCH; c++) {
        double below = weight[c] - highest;
        weight[c] = below < NOTHING ? 0 : Math.exp(below);
        sum += weight[c];
      }
      for (int c = 0; c < BATCH; c++) {
        double error = weight[c] / sum - (c == b ? 1 : 0);
        cosines.set(b, c, (float) (error / TEMPERATURE / BATCH));
      }
    }
  }

  /** Takes out what the user touched; both the batch and the touches ascend. */
  private void leaveTouched(Batch batch, int user, double[] weight) {
    SparseMatrix liked = touches.liked();
    int p = liked.start(user);
    int end = liked.end(user);
    for (int c = 0; c < BATCH; c++) {
      while (p < end && liked.column(p) < batch.entity[c]) {
        p++;
      }
      if (p < end && liked.column(p) == batch.entity[c]) {
        weight[c] = Double.NEGATIVE_INFINITY;
      }
    }
  }

  private void descend(float[] gradient) {
    steps++;
    double firstBias = 1 - Math.pow(FIRST_MOMENT, steps);
    double secondBias = 1 - Math.pow(SECOND_MOMENT, steps);
    float[] data = weights.data();
    for (int i = 0; i < data.length; i++) {
      first[i] += (1 - FIRST_MOMENT) * (gradient[i] - first[i]);
      second[i] += (1 - SECOND_MOMENT) * ((double) gradient[i] * gradient[i] - second[i]);
      data[i] -= (float) (RATE * first[i] / firstBias / (Math.sqrt(second[i] / secondBias) + 1e-8));
    }
  }
}
