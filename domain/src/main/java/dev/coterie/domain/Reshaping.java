package dev.coterie.domain;

import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where users belong after merges and splits.
 *
 * <p>A merged segment has for membership the highest of its parts, and the parts of one that was
 * split share its membership so that the nearest has all of it; then memberships are made to sum to
 * 1 again. So the users of a merged segment are those of its parts, and nobody leaves one that is
 * split for another.
 *
 * <p>Every segment, the fitted ones and those that edits made, has a place in the row of weights
 * that a user's memberships are worked out in; steps go from places to places.
 */
final class Reshaping {
  private final double temperature;
  private final int fittedSegments;
  private final Map<String, Integer> place = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();

  private sealed interface Step {}

  /** The weights of several segments become one; the first of them stays. */
  private record Join(int[] segments, int[][] inside) implements Step {}

  /** The weight of one goes to several by the nearness of a user to their centres. */
  private record Part(int segment, int[] parts, int[] inside, float[][] centres) implements Step {}

  /** None yet. */
  Reshaping(List<String> segments, List<String> subsegments, double temperature) {
    this.temperature = temperature;
    this.fittedSegments = segments.size();
    segments.forEach(this::newPlace);
    subsegments.forEach(this::newPlace);
  }

  private void newPlace(String id) {
    place.put(id, place.size());
  }

  private int[] places(List<String> ids) {
    return ids.stream().mapToInt(id -> place.getOrDefault(id, -1)).toArray();
  }

  /** Whether users may be elsewhere than the fit put them. */
  boolean isAny() {
    return !steps.isEmpty();
  }

  /**
   * Makes several segments one, or several subsegments of one, which has the id of the first.
   *
   * @param inside subsegments of each; none of a subsegment
   */
  void join(List<String> segments, List<List<String>> inside) {
    steps.add(new Join(places(segments), inside.stream().map(this::places).toArray(int[][]::new)));
  }

  /**
   * Makes several of one.
   *
   * @param inside the one subsegment of each part; none where parts are subsegments themselves
   * @param centres one unit vector a part
   */
  void part(String segment, List<String> parts, List<String> inside, float[][] centres) {
    parts.forEach(this::newPlace);
    inside.forEach(this::newPlace);
    steps.add(new Part(places(List.of(segment))[0], places(parts), places(inside), centres));
  }

  /** As {@link EditedTree#place}, in segments that are there after all steps. */
  Placement place(
      List<String> segments,
      List<String> subsegments,
      int[] parent,
      Matrix membership,
      Matrix subMembership,
      Matrix interest) {
    int users = membership.rows();
    Placement placement =
        new Placement(
            new int[users],
            new int[users],
            isAny() ? Matrix.zeros(users, segments.size()) : membership,
            isAny() ? Matrix.zeros(users, subsegments.size()) : subMembership);
    double[] weight = new double[place.size()];
    int[] placesOfSegments = places(segments);
    int[] placesInside = places(subsegments);
    int[] oneGroup = new int[segments.size()];
    for (int u = 0; u < users; u++) {
      if (isAny()) {
        reshape(membership, subMembership, interest, u, weight);
        fill(placement.membership(), u, weight, placesOfSegments, oneGroup);
        fill(placement.subMembership(), u, weight, placesInside, parent);
      }
      placement.segment()[u] = Membership.argMax(placement.membership(), u);
      placement.subsegment()[u] =
          Membership.argMaxWithin(placement.subMembership(), u, parent, placement.segment()[u]);
    }
    return placement;
  }

  private void reshape(
      Matrix membership, Matrix subMembership, Matrix interest, int u, double[] weight) {
    for (int g = 0; g < membership.columns(); g++) {
      weight[g] = membership.get(u, g);
    }
    for (int c = 0; c < subMembership.columns(); c++) {
      weight[fittedSegments + c] = subMembership.get(u, c);
    }
    for (Step step : steps) {
      take(step, weight, interest, u);
    }
  }

  private void take(Step step, double[] weight, Matrix interest, int user) {
    switch (step) {
      case Join join -> {
        double highest = 0;
        for (int i = 0; i < join.segments.length; i++) {
          double own = weight[join.segments[i]];
          highest = Math.max(highest, own);
          double most = Double.MIN_NORMAL;
          for (int c : join.inside[i]) {
            most = Math.max(most, weight[c]);
          }
          for (int c : join.inside[i]) {
            weight[c] *= own / most;
          }
        }
        weight[join.segments[0]] = highest;
      }
      case Part part -> {
        double[] near = new double[part.parts.length];
        double nearest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < near.length; i++) {
          near[i] =
              VectorMath.dot(
                      interest.data(),
                      interest.offset(user),
                      part.centres[i],
                      0,
                      interest.columns())
                  / temperature;
          nearest = Math.max(nearest, near[i]);
        }
        for (int i = 0; i < near.length; i++) {
          weight[part.parts[i]] = weight[part.segment] * Math.exp(near[i] - nearest);
        }
        for (int c : part.inside) {
          weight[c] = 1;
        }
      }
    }
  }

  private void fill(Matrix into, int user, double[] weight, int[] places, int[] group) {
    double[] sum = new double[place.size()];
    for (int i = 0; i < group.length; i++) {
      sum[group[i]] += weight[places[i]];
    }
    for (int i = 0; i < group.length; i++) {
      double all = sum[group[i]];
      into.set(user, i, (float) (all > 0 ? weight[places[i]] / all : 0));
    }
  }
}
