package dev.coterie.pipeline.lineage;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SmallSvd;
import dev.coterie.numeric.VectorMath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings vectors of one item space into another: every fit makes a space of its own, and the items
 * that both know tell how one lies in the other. The rotation is that of the orthogonal Procrustes
 * problem (Schönemann 1966).
 */
public final class SpaceTurn {
  private SpaceTurn() {}

  /**
   * Turns.
   *
   * @param rows vectors in the first space
   * @param from item vectors of the first space
   * @param to item vectors of the second space
   * @return the rows in the second space; empty where the spaces have too few items in common, or
   *     are of different width
   */
  public static Optional<Matrix> of(
      Matrix rows, Map<String, float[]> from, Map<String, float[]> to) {
    int width = rows.columns();
    double[][] products = new double[width][width];
    int shared = 0;
    for (Map.Entry<String, float[]> item : new TreeMap<>(from).entrySet()) {
      float[] a = item.getValue();
      float[] b = to.get(item.getKey());
      if (b == null || a.length != width || b.length != width) {
        continue;
      }
      shared++;
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width && a[i] != 0; j++) {
          products[i][j] += (double) a[i] * b[j];
        }
      }
    }
    return shared < width ? Optional.empty() : Optional.of(turned(rows, products));
  }

  private static Matrix turned(Matrix rows, double[][] products) {
    int width = products.length;
    Matrix common = Matrix.zeros(width, width);
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        common.set(i, j, (float) products[i][j]);
      }
    }
    Matrix rotation = SmallSvd.of(common).nearestOrthogonal();
    Matrix turned = Matrix.zeros(rows.rows(), width);
    for (int r = 0; r < rows.rows(); r++) {
      for (int i = 0; i < width; i++) {
        VectorMath.axpy(
            rows.get(r, i),
            rotation.data(),
            rotation.offset(i),
            turned.data(),
            turned.offset(r),
            width);
      }
      VectorMath.normalise(turned, r);
    }
    return turned;
  }
}
