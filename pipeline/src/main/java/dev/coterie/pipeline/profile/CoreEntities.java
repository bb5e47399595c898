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
 * @param others that as many users touched, but that are too many: they are placed among the core
 *     by what is touched together with them; ascending
 */
record CoreEntities(int[] entities, int[] others) {
  static final int AT_LEAST_USERS = 2;
  static final int AT_MOST = 8_000;

  static CoreEntities of(Touches touches) {
    return of(touches, AT_MOST);
  }

  static CoreEntities of(Touches touches, int atMost) {
    int[] users = touches.users();
    int[] byUsers =
        IntStream.range(0, users.length)
            .filter(entity -> users[entity] >= AT_LEAST_USERS)
            .boxed()
            .sorted(Comparator.comparingInt((Integer entity) -> -users[entity]))
            .mapToInt(Integer::intValue)
            .toArray();
    int size = Math.min(atMost, byUsers.length);
    int[] core = Arrays.copyOf(byUsers, size);
    int[] others = Arrays.copyOfRange(byUsers, size, byUsers.length);
    Arrays.sort(core);
    Arrays.sort(others);
    return new CoreEntities(core, others);
  }

  int size() {
    return entities.length;
  }

  /** Only the columns of the core. */
  SparseMatrix columns(SparseMatrix touches) {
    return columns(touches, entities);
  }

  /** Only the columns of the others. */
  SparseMatrix otherColumns(SparseMatrix touches) {
    return columns(touches, others);
  }

  private static SparseMatrix columns(SparseMatrix touches, int[] wanted) {
    int[] place = new int[touches.columns()];
    Arrays.fill(place, -1);
    for (int i = 0; i < wanted.length; i++) {
      place[wanted[i]] = i;
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
        wanted.length, starts, Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
  }

  /** The vectors of the core and of the others at the places of all entities, zeros elsewhere. */
  Matrix spread(Matrix core, Matrix placed, int allEntities) {
    Matrix all = Matrix.zeros(allEntities, core.columns());
    for (int i = 0; i < entities.length; i++) {
      all.setRow(entities[i], core.row(i));
    }
    for (int i = 0; i < others.length; i++) {
      all.setRow(others[i], placed.row(i));
    }
    return all;
  }
}
