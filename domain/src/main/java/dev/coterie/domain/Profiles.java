package dev.coterie.domain;

import dev.coterie.numeric.Matrix;
import java.util.List;

/**
 * What each user is about and how each acts.
 *
 * @param interest one unit row a user in the item space; zeros where nothing is known
 * @param behaviour one row a user, the features as counted
 * @param scaled the same after the scaling in {@code scaling}
 * @param scaling one for each behaviour feature, in the order of the columns
 * @param interests each user's own few interests, heaviest first; weights of a user sum to 1
 */
public record Profiles(
    Matrix interest,
    Matrix behaviour,
    Matrix scaled,
    List<Scaling> scaling,
    List<List<Interest>> interests) {

  /** One interest of a user: its medoid item and its share of the user's weight. */
  public record Interest(int item, double weight) {}

  /**
   * How one behaviour feature is scaled, fitted on the training users and applied to new ones.
   *
   * @param feature its name
   * @param log whether {@code ln(1 + x)} comes first
   * @param shift subtracted next
   * @param factor multiplied last
   */
  public record Scaling(String feature, boolean log, double shift, double factor) {
    /** The scaled value; a value that is not a number becomes the mean, 0. */
    public float apply(double value) {
      if (Double.isNaN(value)) {
        return 0;
      }
      return (float) (((log ? Math.log1p(value) : value) - shift) * factor);
    }
  }

  public List<String> features() {
    return scaling.stream().map(Scaling::feature).toList();
  }
}
