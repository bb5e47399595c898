package dev.coterie.pipeline.profile;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The entities that a factorisation learns from: those that at least {@value #AT_LEAST_USERS} users
 * touched, the {@value #AT_MOST} most touched of them, so that a dense matrix of them stays small.
 *
 * @param entities ascending
 */
record CoreEntities(int[] entities) {
  static final int AT_LEAST_USERS = 2;
  static final int AT_MOST = 8_000;

  static CoreEntities of(Touches touches) {
    int[] users = touches.users();
    int[] core =
        IntStream.range(0, users.length)
            .filter(entity -> users[entity] >= AT_LEAST_USERS)
            .boxed()
            .sorted(Comparator.comparingInt((Integer entity) -> -users[entity]))
            .limit(AT_MOST)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    return new CoreEntities(core);
  }

  int size() {
    return entities.length;
  }

  /** Only the columns of the core. */
  SparseMatrix columns(SparseMatrix touches) {
    int[] place = new int[touches.columns()];
    Arrays.fill(place, -1);
    for (int i = 0; i < entities.length; i++) {
      place[entities[i]] = i;
    }
    int[] starts = new int[touches.rows() + 1];
    int[] indices = new int[touches.entries()];
    float[] values = new float[touches.entries()];
    int size = 0;
    for (int row = 0; row < touches.rows(); row++) {
      for (int p = touches.start(row); p < touches.end(row); p++) {
        if (place[touches.column(p)] >= 0) {
          indices[size] = place[touches.column(p)];
          values[size++] = touches.value(p);
        }
      }
      starts[row + 1] = size;
    }
    return SparseMatrix.of(
        entities.length, starts, Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
  }

  /** The core's vectors at the places of all entities, zeros elsewhere. */
  Matrix spread(Matrix core, int allEntities) {
    Matrix all = Matrix.zeros(allEntities, core.columns());
    for (int i = 0; i < entities.length; i++) {
      all.setRow(entities[i], core.row(i));
    }
    return all;
  }
}
