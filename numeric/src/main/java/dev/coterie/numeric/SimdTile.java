package dev.coterie.numeric;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of four rows with a panel of one, two or four vectors of columns.
 *
 * <p>The accumulators of a tile are locals, not arrays: only then do they stay in registers. With
 * sixteen of them, four vectors of columns and one of the row, a tile fills 21 of the 32 registers
 * of AVX-512 and NEON; AVX2 has 16, and gets tiles half as wide.
 */
final class SimdTile {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private SimdTile() {}

  /** See {@link Kernels#tile}. */
  static void of(
      float[] a,
      int row0,
      int row1,
      int row2,
      int row3,
      float[] panel,
      int panelAt,
      int vectors,
      int depth,
      float[] out,
      int outAt,
      int outStride) {
    switch (vectors) {
      case 4 -> tile4(a, row0, row1, row2, row3, panel, panelAt, depth, out, outAt, outStride);
      case 2 -> tile2(a, row0, row1, row2, row3, panel, panelAt, depth, out, outAt, outStride);
      case 1 -> tile1(a, row0, row1, row2, row3, panel, panelAt, depth, out, outAt, outStride);
      default -> throw new IllegalArgumentException("a panel of " + vectors + " vectors");
    }
  }

  private static void tile4(
      float[] a,
      int row0,
      int row1,
      int row2,
      int row3,
      float[] panel,
      int panelAt,
      int depth,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c12 = c00;
    FloatVector c13 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c22 = c00;
    FloatVector c23 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c32 = c00;
    FloatVector c33 = c00;
    int at = panelAt;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = load(panel, at);
      FloatVector b1 = load(panel, at + L);
      FloatVector b2 = load(panel, at + 2 * L);
      FloatVector b3 = load(panel, at + 3 * L);
      at += 4 * L;
      FloatVector x = FloatVector.broadcast(S, a[row0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      x = FloatVector.broadcast(S, a[row1 + p]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      c13 = x.fma(b3, c13);
      x = FloatVector.broadcast(S, a[row2 + p]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      c23 = x.fma(b3, c23);
      x = FloatVector.broadcast(S, a[row3 + p]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      c33 = x.fma(b3, c33);
    }
    store4(out, outAt, c00, c01, c02, c03);
    store4(out, outAt + outStride, c10, c11, c12, c13);
    store4(out, outAt + 2 * outStride, c20, c21, c22, c23);
    store4(out, outAt + 3 * outStride, c30, c31, c32, c33);
  }

  private static void tile2(
      float[] a,
      int row0,
      int row1,
      int row2,
      int row3,
      float[] panel,
      int panelAt,
      int depth,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    int at = panelAt;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = load(panel, at);
      FloatVector b1 = load(panel, at + L);
      at += 2 * L;
      FloatVector x = FloatVector.broadcast(S, a[row0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(S, a[row1 + p]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(S, a[row2 + p]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(S, a[row3 + p]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
    }
    store2(out, outAt, c00, c01);
    store2(out, outAt + outStride, c10, c11);
    store2(out, outAt + 2 * outStride, c20, c21);
    store2(out, outAt + 3 * outStride, c30, c31);
  }

  private static void tile1(
      float[] a,
      int row0,
      int row1,
      int row2,
      int row3,
      float[] panel,
      int panelAt,
      int depth,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector c0 = FloatVector.zero(S);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    int at = panelAt;
    for (int p = 0; p < depth; p++) {
      FloatVector b = load(panel, at);
      at += L;
      c0 = b.fma(FloatVector.broadcast(S, a[row0 + p]), c0);
      c1 = b.fma(FloatVector.broadcast(S, a[row1 + p]), c1);
      c2 = b.fma(FloatVector.broadcast(S, a[row2 + p]), c2);
      c3 = b.fma(FloatVector.broadcast(S, a[row3 + p]), c3);
    }
    c0.intoArray(out, outAt);
    c1.intoArray(out, outAt + outStride);
    c2.intoArray(out, outAt + 2 * outStride);
    c3.intoArray(out, outAt + 3 * outStride);
  }

  private static void store4(
      float[] out, int at, FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3) {
    v0.intoArray(out, at);
    v1.intoArray(out, at + L);
    v2.intoArray(out, at + 2 * L);
    v3.intoArray(out, at + 3 * L);
  }

  private static void store2(float[] out, int at, FloatVector v0, FloatVector v1) {
    v0.intoArray(out, at);
    v1.intoArray(out, at + L);
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(S, x, at);
  }
}
