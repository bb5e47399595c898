package dev.coterie.pipeline.profile;

import dev.coterie.domain.Profiles.Scaling;
import dev.coterie.numeric.Matrix;
import java.util.ArrayList;
import java.util.List;

/** How behaviour features are brought to one scale; fitted on the training users. */
public enum Scaler {
  /** Mean 0 and variance 1 of {@code ln(1 + x)}. */
  STANDARD {
    @Override
    Scaling fit(String feature, float[] logged) {
      double sum = 0;
      double squares = 0;
      int n = 0;
      for (float x : logged) {
        if (!Float.isNaN(x)) {
          sum += x;
          squares += (double) x * x;
          n++;
        }
      }
      double mean = n == 0 ? 0 : sum / n;
      double variance = n == 0 ? 0 : Math.max(0, squares / n - mean * mean);
      return new Scaling(feature, true, mean, variance < 1e-12 ? 0 : 1 / Math.sqrt(variance));
    }
  },
  /** From 0 for the smallest to 1 for the largest {@code ln(1 + x)} of the training users. */
  MIN_MAX {
    @Override
    Scaling fit(String feature, float[] logged) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (float x : logged) {
        if (!Float.isNaN(x)) {
          low = Math.min(low, x);
          high = Math.max(high, x);
        }
      }
      return new Scaling(feature, true, high > low ? low : 0, high > low ? 1 / (high - low) : 0);
    }
  },
  /** Each user's row of {@code ln(1 + x)} to length 1. */
  UNIT_LENGTH {
    @Override
    Scaling fit(String feature, float[] logged) {
      return new Scaling(feature, true, 0, 1);
    }
  };

  abstract Scaling fit(String feature, float[] logged);

  /** One scaling a feature, in the order of the columns. */
  List<Scaling> fit(BehaviourFeatures.Table features) {
    List<Scaling> scalings = new ArrayList<>();
    for (int j = 0; j < features.names().size(); j++) {
      float[] logged = new float[features.values().rows()];
      for (int u = 0; u < logged.length; u++) {
        logged[u] = (float) Math.log1p(features.values().get(u, j));
      }
      scalings.add(fit(features.names().get(j), logged));
    }
    return List.copyOf(scalings);
  }

  /** The features of any users, scaled as the training users were. */
  Matrix apply(List<Scaling> scalings, Matrix features) {
    Matrix scaled = Matrix.zeros(features.rows(), features.columns());
    for (int u = 0; u < features.rows(); u++) {
      double squares = 0;
      for (int j = 0; j < features.columns(); j++) {
        float value = scalings.get(j).apply(features.get(u, j));
        scaled.set(u, j, value);
        squares += (double) value * value;
      }
      if (this == UNIT_LENGTH && squares > 0) {
        for (int j = 0; j < features.columns(); j++) {
          scaled.set(u, j, (float) (scaled.get(u, j) / Math.sqrt(squares)));
        }
      }
    }
    return scaled;
  }
}
