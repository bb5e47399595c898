package dev.coterie.live.people;

import dev.coterie.domain.EventLog;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import java.util.HashMap;
import java.util.Map;

/**
 * How far users have moved since the fit. Each segment has a centre that follows its users: the
 * direction of the sum of their vectors, brought up to date with every user who is folded in. Users
 * are placed by the fitted centres, so that a place means the same until the next fit; how far the
 * moving centres are from where they stood at the fit says when that fit is due.
 */
public final class Drift {
  /** From here on a fit is due. */
  private static final double DUE = 0.05;

  private final Matrix interest;
  private final int[] fittedSegment;
  private final double[][] sums;
  private final double[][] start;
  private final Map<String, Place> places = new HashMap<>();
  private final int[] gone;

  /**
   * Where a user is now.
   *
   * @param fitted number of the user in the fit, {@link EventLog#NONE} for a new one
   */
  private record Place(int fitted, int segment, float[] vector) {}

  /**
   * Nobody has moved yet.
   *
   * @param interest of the users of the fit
   * @param fittedSegment of each
   */
  Drift(Matrix interest, int[] fittedSegment, int segments) {
    this.interest = interest;
    this.fittedSegment = fittedSegment;
    this.sums = new double[segments][interest.columns()];
    for (int u = 0; u < fittedSegment.length; u++) {
      add(fittedSegment[u], interest.row(u), 1);
    }
    this.gone = new int[sums.length];
    this.start = new double[sums.length][];
    for (int g = 0; g < sums.length; g++) {
      start[g] = sums[g].clone();
    }
  }

  private void add(int segment, float[] vector, int sign) {
    for (int j = 0; j < vector.length; j++) {
      sums[segment][j] += sign * vector[j];
    }
  }

  /** A user has another place now. */
  synchronized void moved(String user, int fitted, int segment, float[] vector) {
    takeOut(user, fitted);
    places.put(user, new Place(fitted, segment, vector));
    add(segment, vector, 1);
  }

  /** A user is no longer there. */
  synchronized void left(String user, int fitted) {
    takeOut(user, fitted);
    places.remove(user);
    if (fitted != EventLog.NONE) {
      gone[fittedSegment[fitted]]++;
    }
  }

  private void takeOut(String user, int fitted) {
    Place before = places.get(user);
    if (before != null) {
      add(before.segment, before.vector, -1);
    } else if (fitted != EventLog.NONE) {
      add(fittedSegment[fitted], interest.row(fitted), -1);
    }
  }

  /**
   * The figures.
   *
   * @param centres mean over the segments, by their users, of 1 − the cosine between the centre of
   *     the users now and at the fit; 0 to 2
   * @param movedUsers users of the fit who are in another segment now
   * @param newUsers users whom the fit did not know
   * @param due whether a fit is due by the first figure
   */
  public record Figures(double centres, int movedUsers, int newUsers, boolean due) {}

  /** The figures as of the users who are folded in. */
  public synchronized Figures figures() {
    int[] sizes = new int[sums.length];
    for (int segment : fittedSegment) {
      sizes[segment]++;
    }
    double distance = 0;
    int users = 0;
    for (int g = 0; g < sums.length; g++) {
      double cosine = cosine(sums[g], start[g]);
      distance += sizes[g] * (1 - cosine);
      users += sizes[g];
    }
    int moved = 0;
    int fresh = 0;
    for (Place place : places.values()) {
      if (place.fitted == EventLog.NONE) {
        fresh++;
      } else if (fittedSegment[place.fitted] != place.segment) {
        moved++;
      }
    }
    double centres = users == 0 ? 0 : distance / users;
    return new Figures(centres, moved, fresh, centres > DUE);
  }

  private static double cosine(double[] a, double[] b) {
    float[] x = new float[a.length];
    float[] y = new float[b.length];
    for (int j = 0; j < x.length; j++) {
      x[j] = (float) a[j];
      y[j] = (float) b[j];
    }
    if (VectorMath.normalise(x, 0, x.length) == 0 || VectorMath.normalise(y, 0, y.length) == 0) {
      return 1;
    }
    return Math.min(1, VectorMath.dot(x, y));
  }

  /** Users of a segment now, of those who are folded in and of the others as fitted. */
  public synchronized int[] sizes() {
    int[] sizes = new int[sums.length];
    for (int segment : fittedSegment) {
      sizes[segment]++;
    }
    for (Place place : places.values()) {
      if (place.fitted != EventLog.NONE) {
        sizes[fittedSegment[place.fitted]]--;
      }
      sizes[place.segment]++;
    }
    for (int g = 0; g < sizes.length; g++) {
      sizes[g] -= gone[g];
    }
    return sizes;
  }
}
