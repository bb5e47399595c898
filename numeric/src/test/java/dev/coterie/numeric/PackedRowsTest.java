package dev.coterie.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedRowsTest {
  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void productsAreThoseOfTheRows(Cases cases) {
    Matrix a = cases.matrix("a", cases.size("m", 1, 9), cases.size("d", 1, 50));
    Matrix b = cases.matrix("b", cases.size("n", 1, 3 * PackedRows.PANEL_ROWS), a.columns());
    try (Workers workers = Workers.of(2)) {
      PackedRows packed = PackedRows.of(b, workers);
      PackedRows set = new PackedRows(b.rows(), b.columns());
      for (int j = 0; j < b.rows(); j++) {
        set.set(j, b.data(), b.offset(j));
      }
      assertThat(set.data()).as("%s", cases).isEqualTo(packed.data());
      Matrix expected = MatrixProduct.timesTransposed(a, b, workers);
      int first = b.rows() > PackedRows.PANEL_ROWS ? PackedRows.PANEL_ROWS : 0;
      int stride = packed.padded();
      float[] out = new float[PackedRows.wholeGroups(a.rows()) * stride];
      packed.dots(a.data(), 0, a.columns(), a.rows(), first, b.rows(), out, 0, stride);
      for (int i = 0; i < a.rows(); i++) {
        for (int j = first; j < b.rows(); j++) {
          assertThat(out[i * stride + j - first])
              .as("%s", cases)
              .isCloseTo(expected.get(i, j), within(1e-4f));
        }
      }
    }
  }
}
