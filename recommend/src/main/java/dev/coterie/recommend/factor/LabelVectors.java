package dev.coterie.recommend.factor;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.VectorMath;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Vectors of items as the weighted sums of the vectors of their labels, learned by gradients whose
 * steps shrink as AdaGrad has them (Duchi, Hazan and Singer, JMLR 2011). The last number of every
 * vector is a bias.
 */
final class LabelVectors {
  private static final float SPREAD = 0.1f;

  private final SparseMatrix labels;
  private final Matrix vectors;
  private final float[] squares;
  private final double rate;

  /**
   * @param labels items × labels
   * @param factors of a vector beside its bias
   */
  LabelVectors(SparseMatrix labels, int factors, double rate, SplittableRandom random) {
    this.labels = labels;
    this.vectors = Matrix.zeros(labels.columns(), factors + 1);
    this.squares = new float[vectors.data().length];
    this.rate = rate;
    for (int v = 0; v < squares.length; v++) {
      squares[v] = 1;
      boolean isBias = v % (factors + 1) == factors;
      vectors.data()[v] =
          isBias ? 0 : (float) (SPREAD * random.nextGaussian() / Math.sqrt(factors));
    }
  }

  /** The vector of an item, written over {@code to}. */
  void read(int item, float[] to) {
    Arrays.fill(to, 0);
    for (int p = labels.start(item); p < labels.end(item); p++) {
      VectorMath.axpy(
          labels.value(p), vectors.data(), vectors.offset(labels.column(p)), to, 0, to.length);
    }
  }

  /** Goes against a gradient of the item's vector. */
  void step(int item, float[] gradient) {
    float[] data = vectors.data();
    for (int p = labels.start(item); p < labels.end(item); p++) {
      int at = vectors.offset(labels.column(p));
      for (int j = 0; j < gradient.length; j++) {
        float slope = labels.value(p) * gradient[j];
        squares[at + j] += slope * slope;
        data[at + j] -= (float) (rate * slope / Math.sqrt(squares[at + j]));
      }
    }
  }

  /** The vectors of all items. */
  Matrix all() {
    Matrix all = Matrix.zeros(labels.rows(), vectors.columns());
    float[] row = new float[vectors.columns()];
    for (int i = 0; i < all.rows(); i++) {
      read(i, row);
      all.setRow(i, row);
    }
    return all;
  }
}
