package dev.coterie.recommend.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.ItemTraits;
import org.junit.jupiter.api.Test;

class KinTest {
  private static final float HALF = (float) Math.sqrt(0.5);

  /** Items 0 to 2 are known, 3 to 5 new; 3 shares a label with 0, 4 with 0 and 1, 5 has none. */
  private static final SparseMatrix LABELS =
      SparseMatrix.of(
          2,
          new int[] {0, 1, 2, 2, 3, 5, 5},
          new int[] {0, 1, 0, 0, 1},
          new float[] {1, 1, 1, HALF, HALF});

  private static final int[] USERS = {4, 1, 2, 0, 0, 0};

  private static Kin kin(Matrix vectors) {
    try (Workers workers = Workers.of(2)) {
      return Kin.of(new ItemTraits(vectors, LABELS), USERS, workers);
    }
  }

  @Test
  void aNewItemStandsWhereThoseStandThatShareItsLabels() {
    float[] scores = {0.9f, 0.3f, 0.5f, 7, 7, 7};
    kin(Matrix.zeros(6, 0)).place(scores);
    assertThat(scores).startsWith(0.9f, 0.3f, 0.5f, 0.9f);
    assertThat(scores[4]).as("as like the one as the other").isCloseTo(0.6f, within(1e-6f));
    assertThat(scores[5]).as("like nothing").isZero();
  }

  @Test
  void vectorsSpeakBesideLabelsAndAloneWhereThereAreNone() {
    Matrix vectors = Matrix.zeros(6, 2);
    vectors.setRow(0, new float[] {3, 0});
    vectors.setRow(1, new float[] {0, 2});
    vectors.setRow(2, new float[] {0, 5});
    vectors.setRow(4, new float[] {0, 1});
    vectors.setRow(5, new float[] {0, 0.1f});
    Kin kin = kin(vectors);
    assertThat(kin.of(4)[0]).as("of equal labels the one with the nearer vector").isEqualTo(1);
    assertThat(kin.of(5)).containsExactly(1, 2);
    assertThat(kin.weights(5)).containsExactly(0.5f, 0.5f);
  }

  @Test
  void whatWasTouchedIsNotNew() {
    Kin kin = kin(Matrix.zeros(6, 0));
    assertThat(kin.isFresh(0)).isFalse();
    assertThat(kin.isFresh(3)).isTrue();
    assertThat(kin.of(0)).isEmpty();
    assertThat(kin.weights(4)).hasSize(2);
    assertThat(Kin.none().isFresh(0)).isFalse();
  }
}
