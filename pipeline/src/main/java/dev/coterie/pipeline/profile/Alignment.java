package dev.coterie.pipeline.profile;

import dev.coterie.domain.ItemSpace.Rotation;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.SmallSvd;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

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
   * Learns one rotation a language; empty where there is one language or nothing to gain.
   *
   * @param languages of each entity, "" where it has none
   */
  static List<Rotation> learn(
      Touches touches, Matrix entities, float[] rarity, String[] languages, Workers workers) {
    return new Alignment(touches, entities, rarity, languages, workers).learn();
  }

  /** Turns entities in place. */
  static void apply(List<Rotation> rotations, Matrix entities, String[] languages) {
    for (Rotation rotation : rotations) {
      for (int i = 0; i < languages.length; i++) {
        if (languages[i].equals(rotation.language())
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
    SequencedMap<String, Halves> halves = halves();
    if (overlap(halves) >= APART) {
      return List.of();
    }
    Map.Entry<String, Halves> pivot = mostUsers(halves);
    List<Rotation> rotations = new ArrayList<>();
    halves.forEach(
        (language, half) -> {
          if (!language.equals(pivot.getKey())) {
            Rotation rotation = rotation(language, pivot.getKey(), half, pivot.getValue());
            if (rotation.users() >= AT_LEAST_USERS) {
              rotations.add(rotation);
            }
          }
        });
    if (!rotations.isEmpty()) {
      Halves half = pivot.getValue();
      rotations.addFirst(
          new Rotation(
              pivot.getKey(), pivot.getKey(), half.centre(), identity(), half.users(), 1, 1));
    }
    return List.copyOf(rotations);
  }

  private static Map.Entry<String, Halves> mostUsers(SequencedMap<String, Halves> halves) {
    Map.Entry<String, Halves> most = halves.firstEntry();
    for (Map.Entry<String, Halves> entry : halves.entrySet()) {
      if (entry.getValue().users() > most.getValue().users()) {
        most = entry;
      }
    }
    return most;
  }

  /**
   * How often two touches of one user are of different languages, over how often two touches of
   * anybody are; 1 where there is one language.
   */
  private static double overlap(SequencedMap<String, Halves> halves) {
    double mixed = 0;
    int users = 0;
    double[] totals = new double[halves.size()];
    int count = halves.values().stream().findFirst().map(h -> h.weights().length).orElse(0);
    for (int user = 0; user < count; user++) {
      double sum = 0;
      double squares = 0;
      int language = 0;
      for (Halves half : halves.values()) {
        double weight = half.weights()[user];
        sum += weight;
        squares += weight * weight;
        totals[language++] += weight;
      }
      if (sum > 0) {
        mixed += 1 - squares / (sum * sum);
        users++;
      }
    }
    double all = 0;
    double squares = 0;
    for (double total : totals) {
      all += total;
      squares += total * total;
    }
    double anybody = all == 0 ? 0 : 1 - squares / (all * all);
    return anybody < 1e-6 || users == 0 ? 1 : mixed / users / anybody;
  }

  /** The parts of all users' profiles that one language makes, centred; ascending by language. */
  private SequencedMap<String, Halves> halves() {
    SequencedMap<String, Halves> halves = new TreeMap<>();
    for (String language : languages) {
      if (!language.isEmpty() && !halves.containsKey(language)) {
        halves.put(language, halves(language));
      }
    }
    halves.values().removeIf(half -> half.users() == 0);
    return halves;
  }

  /**
   * One language's part of the profiles.
   *
   * @param sums pooled and centred, one row a user
   * @param weights how much of each user it is, 0 for those who never touch it
   * @param centre what was subtracted from each entity
   */
  private record Halves(Matrix sums, double[] weights, float[] centre) {
    int users() {
      int users = 0;
      for (double weight : weights) {
        users += weight > 0 ? 1 : 0;
      }
      return users;
    }
  }

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

  private Rotation rotation(String language, String pivot, Halves half, Halves pivotHalf) {
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
    Matrix fromEven = procrustes(half, pivotHalf, even);
    return new Rotation(
        language,
        pivot,
        half.centre(),
        procrustes(half, pivotHalf, both),
        both.size(),
        agreement(half, pivotHalf, odd, identity()),
        agreement(half, pivotHalf, odd, fromEven));
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
