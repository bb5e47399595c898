package dev.coterie.pipeline.profile;

import dev.coterie.domain.ItemSpace.Rotation;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.SmallSvd;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Turns languages onto each other, so that an interest is one place whatever it is written in.
 *
 * <p>Where most users keep to one language, behaviour alone puts each language in a corner of its
 * own. Users who touch both have two halves of a profile, which should point the same way. For each
 * language: subtract the mean of the users' halves; then turn it onto the language with most users
 * by the orthogonal matrix that brings the halves of the users of both nearest to each other,
 * weighted by how evenly a user divides (Schönemann, 1966). It is done where audiences hardly
 * overlap: where two of a user's entities are of different languages less than {@value #APART}
 * times as often as two of anybody's. Half of the users of both are held out to measure what it
 * does.
 */
final class Alignment {
  private static final double APART = 0.5;

  /** Fewer users of both languages than this cannot tell a rotation from noise. */
  private static final int AT_LEAST_USERS = 20;

  private final Touches touches;
  private final Matrix entities;
  private final float[] rarity;
  private final String[] languages;
  private final Workers workers;

  private Alignment(
      Touches touches, Matrix entities, float[] rarity, String[] languages, Workers workers) {
    this.touches = touches;
    this.entities = entities;
    this.rarity = rarity;
    this.languages = languages;
    this.workers = workers;
  }

  /**
   * Learns one rotation a language, to be applied or not; empty where there is one language.
   *
   * @param languages of each entity, "" where it has none
   */
  static List<Rotation> learn(
      Touches touches, Matrix entities, float[] rarity, String[] languages, Workers workers) {
    return new Alignment(touches, entities, rarity, languages, workers).learn();
  }

  /** Turns entities in place, by the rotations that are to be applied. */
  static void apply(List<Rotation> rotations, Matrix entities, String[] languages) {
    for (Rotation rotation : rotations) {
      for (int i = 0; i < languages.length; i++) {
        if (rotation.applied()
            && languages[i].equals(rotation.language())
            && VectorMath.norm(entities.data(), entities.offset(i), entities.columns()) > 0) {
          entities.setRow(i, turned(entities.row(i), rotation));
        }
      }
    }
  }

  private static float[] turned(float[] vector, Rotation rotation) {
    VectorMath.axpy(-1, rotation.centre(), 0, vector, 0, vector.length);
    float[] turned = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      VectorMath.axpy(
          vector[i],
          rotation.rotation().data(),
          rotation.rotation().offset(i),
          turned,
          0,
          turned.length);
    }
    return turned;
  }

  private List<Rotation> learn() {
    List<String> spoken =
        Arrays.stream(languages)
            .filter(language -> !language.isEmpty())
            .sorted()
            .distinct()
            .toList();
    Audiences audiences = audiences(spoken);
    if (audiences.inhabited() < 2) {
      return List.of();
    }
    int pivot = audiences.largest();
    boolean apart = audiences.overlap() < APART;
    List<Rotation> rotations = new ArrayList<>();
    // Two languages at a time: all of them together would be as many copies of the profiles.
    Halves pivotHalf = halves(spoken.get(pivot));
    for (int l = 0; l < spoken.size(); l++) {
      if (l != pivot && audiences.users()[l] > 0) {
        rotations.add(
            rotation(spoken.get(l), spoken.get(pivot), halves(spoken.get(l)), pivotHalf, apart));
      }
    }
    if (rotations.stream().anyMatch(Rotation::applied)) {
      String name = spoken.get(pivot);
      rotations.addFirst(
          new Rotation(
              name, name, pivotHalf.centre(), identity(), audiences.users()[pivot], 1, 1, true));
    }
    return List.copyOf(rotations);
  }

  /**
   * Who touches which language.
   *
   * @param users of each language
   * @param overlap how often two touches of one user are of different languages, over how often two
   *     touches of anybody are; 1 where there is one language
   */
  private record Audiences(int[] users, double overlap) {
    int largest() {
      int largest = 0;
      for (int l = 1; l < users.length; l++) {
        largest = users[l] > users[largest] ? l : largest;
      }
      return largest;
    }

    long inhabited() {
      return Arrays.stream(users).filter(n -> n > 0).count();
    }
  }

  private Audiences audiences(List<String> spoken) {
    SparseMatrix liked = touches.liked();
    int[] numberOf = new int[languages.length];
    Arrays.setAll(numberOf, i -> Collections.binarySearch(spoken, languages[i]));
    int[] users = new int[spoken.size()];
    double[] totals = new double[spoken.size()];
    double mixed = 0;
    int speakers = 0;
    for (int user = 0; user < liked.rows(); user++) {
      double[] own = new double[spoken.size()];
      for (int p = liked.start(user); p < liked.end(user); p++) {
        int language = numberOf[liked.column(p)];
        if (language >= 0) {
          own[language] += Pooling.weight(liked.value(p), rarity[liked.column(p)]);
        }
      }
      for (int l = 0; l < own.length; l++) {
        users[l] += own[l] > 0 ? 1 : 0;
        totals[l] += own[l];
      }
      if (Arrays.stream(own).sum() > 0) {
        mixed += mixture(own);
        speakers++;
      }
    }
    double anybody = mixture(totals);
    boolean one = anybody < 1e-6 || speakers == 0;
    return new Audiences(users, one ? 1 : mixed / speakers / anybody);
  }

  /** The chance that two draws by these weights differ. */
  private static double mixture(double[] weights) {
    double sum = 0;
    double squares = 0;
    for (double weight : weights) {
      sum += weight;
      squares += weight * weight;
    }
    return sum == 0 ? 0 : 1 - squares / (sum * sum);
  }

  /**
   * One language's part of the profiles.
   *
   * @param sums pooled and centred, one row a user
   * @param weights how much of each user it is, 0 for those who never touch it
   * @param centre what was subtracted from each entity
   */
  private record Halves(Matrix sums, double[] weights, float[] centre) {}

  private Halves halves(String language) {
    SparseMatrix liked = touches.liked();
    Matrix sums = Matrix.zeros(liked.rows(), entities.columns());
    double[] weights = new double[liked.rows()];
    for (int user = 0; user < liked.rows(); user++) {
      for (int p = liked.start(user); p < liked.end(user); p++) {
        int entity = liked.column(p);
        if (languages[entity].equals(language)) {
          float weight = Pooling.weight(liked.value(p), rarity[entity]);
          weights[user] += weight;
          VectorMath.axpy(
              weight,
              entities.data(),
              entities.offset(entity),
              sums.data(),
              sums.offset(user),
              sums.columns());
        }
      }
    }
    float[] centre = centre(sums, weights);
    for (int user = 0; user < sums.rows(); user++) {
      VectorMath.axpy(
          (float) -weights[user], centre, 0, sums.data(), sums.offset(user), sums.columns());
    }
    return new Halves(sums, weights, centre);
  }

  private static float[] centre(Matrix sums, double[] weights) {
    double[] centre = new double[sums.columns()];
    int users = 0;
    for (int user = 0; user < weights.length; user++) {
      if (weights[user] > 0) {
        users++;
        for (int j = 0; j < centre.length; j++) {
          centre[j] += sums.get(user, j) / weights[user];
        }
      }
    }
    float[] mean = new float[centre.length];
    for (int j = 0; j < mean.length; j++) {
      mean[j] = users == 0 ? 0 : (float) (centre[j] / users);
    }
    return mean;
  }

  private Rotation rotation(
      String language, String pivot, Halves half, Halves pivotHalf, boolean apart) {
    List<Integer> both = new ArrayList<>();
    for (int user = 0; user < half.weights().length; user++) {
      if (half.weights()[user] > 0 && pivotHalf.weights()[user] > 0) {
        both.add(user);
      }
    }
    List<Integer> even = new ArrayList<>();
    List<Integer> odd = new ArrayList<>();
    for (int i = 0; i < both.size(); i++) {
      (i % 2 == 0 ? even : odd).add(both.get(i));
    }
    if (both.size() < AT_LEAST_USERS) {
      double before = agreement(half, pivotHalf, both, identity());
      return new Rotation(
          language, pivot, half.centre(), identity(), both.size(), before, before, false);
    }
    Matrix fromEven = procrustes(half, pivotHalf, even);
    return new Rotation(
        language,
        pivot,
        half.centre(),
        procrustes(half, pivotHalf, both),
        both.size(),
        agreement(half, pivotHalf, odd, identity()),
        agreement(half, pivotHalf, odd, fromEven),
        apart);
  }

  private Matrix procrustes(Halves half, Halves pivotHalf, List<Integer> users) {
    Matrix a = Matrix.zeros(users.size(), entities.columns());
    Matrix b = Matrix.zeros(users.size(), entities.columns());
    double[] evenness = new double[users.size()];
    for (int i = 0; i < evenness.length; i++) {
      int user = users.get(i);
      double w = half.weights()[user];
      double v = pivotHalf.weights()[user];
      evenness[i] = Math.min(w, v) / (w + v);
      a.setRow(i, half.sums().row(user));
      b.setRow(i, pivotHalf.sums().row(user));
      VectorMath.normalise(a, i);
      VectorMath.normalise(b, i);
    }
    centreRows(a, evenness);
    centreRows(b, evenness);
    for (int i = 0; i < evenness.length; i++) {
      VectorMath.scale((float) evenness[i], a.data(), a.offset(i), a.columns());
    }
    return SmallSvd.of(MatrixProduct.times(a.transpose(), b, workers)).nearestOrthogonal();
  }

  private static void centreRows(Matrix rows, double[] weights) {
    double[] mean = new double[rows.columns()];
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      total += weights[i];
      for (int j = 0; j < mean.length; j++) {
        mean[j] += weights[i] * rows.get(i, j);
      }
    }
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        rows.set(i, j, (float) (rows.get(i, j) - mean[j] / total));
      }
    }
  }

  /** Mean cosine between the two halves of users, one of them turned. */
  private double agreement(Halves half, Halves pivotHalf, List<Integer> users, Matrix rotation) {
    double sum = 0;
    for (int user : users) {
      float[] turned = new float[entities.columns()];
      for (int i = 0; i < turned.length; i++) {
        VectorMath.axpy(
            half.sums().get(user, i),
            rotation.data(),
            rotation.offset(i),
            turned,
            0,
            turned.length);
      }
      sum +=
          VectorMath.cosine(
              turned, 0, pivotHalf.sums().data(), pivotHalf.sums().offset(user), turned.length);
    }
    return users.isEmpty() ? 0 : sum / users.size();
  }

  private Matrix identity() {
    Matrix identity = Matrix.zeros(entities.columns(), entities.columns());
    for (int i = 0; i < identity.rows(); i++) {
      identity.set(i, i, 1);
    }
    return identity;
  }
}
