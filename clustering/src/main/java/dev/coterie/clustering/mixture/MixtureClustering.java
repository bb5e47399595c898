package dev.coterie.clustering.mixture;

import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/**
 * A fitted mixture: each point has the label of the component that it most likely comes from.
 * Components that no point is most likely to come from keep their numbers.
 */
public final class MixtureClustering implements Clustering {
  private final int[] label;
  private final float[] share;
  private final Components components;
  private final Matrix origin;
  private final Distance distance;
  private final double logLikelihood;
  private final double weight;
  private final int iterations;
  private final boolean converged;

  MixtureClustering(
      int[] label,
      float[] share,
      Components components,
      Matrix origin,
      Distance distance,
      double logLikelihood,
      double weight,
      int iterations,
      boolean converged) {
    this.label = label;
    this.share = share;
    this.components = components;
    this.origin = origin;
    this.distance = distance;
    this.logLikelihood = logLikelihood;
    this.weight = weight;
    this.iterations = iterations;
    this.converged = converged;
  }

  @Override
  public int[] label() {
    return label;
  }

  @Override
  public int clusters() {
    return components.size();
  }

  /** The mean over the points of the logarithm of the mixture's density. */
  public double logLikelihood() {
    return logLikelihood;
  }

  public int iterations() {
    return iterations;
  }

  /** Whether the log-likelihood settled before the limit of iterations. */
  public boolean converged() {
    return converged;
  }

  /** The share of each component, summing to 1. */
  public double[] weights() {
    return components.weight().clone();
  }

  /** The mean of each component, a row each. */
  public Matrix means() {
    Matrix means = Matrix.zeros(clusters(), origin.columns());
    for (int c = 0; c < clusters(); c++) {
      for (int j = 0; j < origin.columns(); j++) {
        means.set(c, j, (float) (components.mean()[c][j] + origin.get(0, j)));
      }
    }
    return means;
  }

  /**
   * The covariance of a component: d × d numbers row after row (full, tied), d variances (diagonal)
   * or one (spherical).
   */
  public double[] covariance(int component) {
    return components.covarianceOf(component).clone();
  }

  /** How many numbers the mixture is free to choose. */
  public long parameters() {
    long k = clusters();
    long d = origin.columns();
    return components.kind().parameters(k, d) + k * d + k - 1;
  }

  /** Schwarz's criterion, −2 log L + parameters · log n: the lower the better. */
  public double bic() {
    return -2 * logLikelihood * weight + parameters() * Math.log(weight);
  }

  /** Akaike's criterion, −2 log L + 2 · parameters: the lower the better. */
  public double aic() {
    return -2 * logLikelihood * weight + 2 * parameters();
  }

  /** The most likely component of each row, the lower one of equally likely ones. */
  @Override
  public int[] assign(Matrix rows, Workers workers) {
    rows.requireFinite("points");
    if (rows.rows() == 0) {
      return new int[0];
    }
    Points points = Points.of(distance.prepared(rows, workers));
    Step.Found found = new Step.Found(new int[rows.rows()], new float[rows.rows()]);
    Features features = new Features(components.kind(), rows.columns());
    new Step(points, origin, features, clusters(), workers).ofComponents(components, found);
    return found.label();
  }

  /** The probability that the point comes from the component of its label (posterior). */
  @Override
  public float[] confidence(Points ignored, Workers workers) {
    return share.clone();
  }

  static Matrix moved(Matrix rows, Matrix origin, Workers workers) {
    Matrix moved = rows.copy();
    workers.forBlocks(
        rows.rows(),
        1024,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            VectorMath.axpy(-1, origin.data(), 0, moved.data(), moved.offset(i), moved.columns());
          }
        });
    return moved;
  }
}
