package dev.coterie.recommend.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetProductTest {
  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void bothWaysGiveTheSameProductOnAnyNumberOfThreads(Cases cases) {
    int items = cases.size("items", 1, 150);
    int users = cases.size("users", 1, 1200);
    SparseMatrix x = sparse(cases.matrix("x", users, items), 1.2f);
    SparseMatrix y = sparse(cases.matrix("y", users, items), 1.5f);
    try (Workers one = Workers.of(1);
        Workers eight = Workers.of(8)) {
      Matrix p = MatrixProduct.gram(cases.matrix("p", 20, items), one);
      Matrix byUser = TargetProduct.userByUser(p, x, y, one);
      Matrix byItem = TargetProduct.itemByItem(p, x, y, one);
      assertThat(byUser.data())
          .as("%s", cases)
          .containsExactly(byItem.data(), within(1e-4f * users));
      assertThat(TargetProduct.userByUser(p, x, y, eight)).isEqualTo(byUser);
      assertThat(TargetProduct.itemByItem(p, x, y, eight)).isEqualTo(byItem);
    }
  }

  /** The entries above a bound. */
  private static SparseMatrix sparse(Matrix dense, float bound) {
    int[] starts = new int[dense.rows() + 1];
    int[] columns = new int[dense.data().length];
    float[] values = new float[dense.data().length];
    int size = 0;
    for (int i = 0; i < dense.rows(); i++) {
      for (int j = 0; j < dense.columns(); j++) {
        if (dense.get(i, j) > bound) {
          columns[size] = j;
          values[size++] = dense.get(i, j);
        }
      }
      starts[i + 1] = size;
    }
    return SparseMatrix.of(
        dense.columns(), starts, Arrays.copyOf(columns, size), Arrays.copyOf(values, size));
  }
}
