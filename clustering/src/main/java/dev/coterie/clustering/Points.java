package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * What is clustered: one row a point, and how much each counts.
 *
 * @param matrix at least one row; finite, no value beyond 1e15
 * @param weights one a row, not negative, not all zero; a point of weight 2 counts as two equal
 *     ones, one of weight 0 gets a label and moves nothing
 */
public record Points(Matrix matrix, float[] weights) {
  /** Squared distances of larger values would leave the range of floats. */
  private static final float LARGEST = 1e15f;

  /** Numbers of which each thread may have a copy: 16 MiB. */
  private static final int FEW = 1 << 22;

  public Points {
    if (matrix.rows() == 0) {
      throw new IllegalArgumentException("no points to cluster");
    }
    if (!VectorMath.within(LARGEST, matrix.data())) {
      refuse(matrix);
    }
    if (weights.length != matrix.rows()) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + matrix.rows() + " points");
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0) || weights[i] == Float.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "weight " + weights[i] + " of point " + i + " is not a finite number of 0 or more");
      }
      sum += weights[i];
    }
    if (sum == 0) {
      throw new IllegalArgumentException("all weights are 0");
    }
  }

  /** Whether a thread does better with a whole run over them than with a part of every loop. */
  public boolean areFew() {
    return matrix.data().length <= FEW;
  }

  private static void refuse(Matrix matrix) {
    matrix.requireFinite("points");
    for (float x : matrix.data()) {
      if (Math.abs(x) > LARGEST) {
        throw new IllegalArgumentException(
            "points have a value of " + x + ", beyond " + LARGEST + ": scale their columns first");
      }
    }
  }

  /** Points that all count alike. */
  public static Points of(Matrix matrix) {
    float[] ones = new float[matrix.rows()];
    Arrays.fill(ones, 1);
    return new Points(matrix, ones);
  }

  public int size() {
    return matrix.rows();
  }

  /** The points as the algorithms compare them, with the same weights. */
  public Points prepared(Distance distance, Workers workers) {
    return switch (distance) {
      case EUCLIDEAN -> this;
      case COSINE -> new Points(distance.prepared(matrix, workers), weights);
    };
  }
}
