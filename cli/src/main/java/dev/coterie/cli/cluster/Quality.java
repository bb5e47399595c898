package dev.coterie.cli.cluster;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.quality.Agreement;
import dev.coterie.clustering.quality.CentreQuality;
import dev.coterie.clustering.quality.Silhouette;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Quality figures of labels by name. Noise is left out of those that look at distances, and is a
 * group of its own against the truth.
 */
public final class Quality {
  /** Figures of labels alone. */
  public static final List<String> WITHOUT_TRUTH =
      List.of("silhouette", "inertia", "davies_bouldin", "calinski_harabasz", "centre_distance");

  /** Figures that compare labels with the truth. */
  public static final List<String> WITH_TRUTH =
      List.of(
          "ari",
          "ami",
          "nmi",
          "homogeneity",
          "completeness",
          "v_measure",
          "purity",
          "fowlkes_mallows");

  private Quality() {}

  /** Names that were asked for, all that can be had where none was; refuses unknown ones. */
  public static List<String> chosen(@Nullable List<String> only, boolean truth) {
    List<String> known = Stream.concat(WITHOUT_TRUTH.stream(), WITH_TRUTH.stream()).toList();
    if (only == null) {
      return truth ? known : WITHOUT_TRUTH;
    }
    for (String name : only) {
      if (!known.contains(name)) {
        throw new BadUsage(
            "There is no figure '%s'%s.\nThere are %s."
                .formatted(
                    name,
                    Nearest.to(name, known)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(""),
                    String.join(", ", known)));
      }
      if (!truth && WITH_TRUTH.contains(name)) {
        throw new BadUsage("The figure '%s' needs --truth FILE.".formatted(name));
      }
    }
    return only;
  }

  /**
   * Computes figures.
   *
   * @param label −1 or any number for each point
   * @param truth the same, where there is one
   */
  public static Map<String, Double> of(
      Matrix points,
      int[] label,
      int @Nullable [] truth,
      List<String> names,
      Distance distance,
      Workers workers) {
    Members members = Members.of(points, Labels.dense(label));
    boolean some = members.clusters() > 0;
    boolean centres = names.stream().anyMatch(n -> WITHOUT_TRUTH.indexOf(n) > 0);
    CentreQuality around =
        some && centres
            ? CentreQuality.of(
                members.rows(), members.label(), members.clusters(), distance, workers)
            : new CentreQuality(0, 0, 0, 0);
    Agreement agreement = truth == null ? null : Agreement.of(label, truth);
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String name : names) {
      figures.put(
          name,
          switch (name) {
            case "silhouette" ->
                some
                    ? Silhouette.of(
                            members.rows(), members.label(), members.clusters(), distance, workers)
                        .mean()
                    : 0;
            case "inertia" -> around.inertia();
            case "davies_bouldin" -> around.daviesBouldin();
            case "calinski_harabasz" -> around.calinskiHarabasz();
            case "centre_distance" -> around.centreDistance();
            default -> against(name, agreement);
          });
    }
    return figures;
  }

  private static double against(String name, @Nullable Agreement agreement) {
    if (agreement == null) {
      throw new AssertionError("a figure that was checked to have a truth: " + name);
    }
    return switch (name) {
      case "ari" -> agreement.adjustedRand();
      case "nmi" -> agreement.normalisedMutualInformation();
      case "ami" -> agreement.adjustedMutualInformation();
      case "homogeneity" -> agreement.homogeneity();
      case "completeness" -> agreement.completeness();
      case "v_measure" -> agreement.vMeasure();
      case "fowlkes_mallows" -> agreement.fowlkesMallows();
      case "purity" -> agreement.purity();
      default -> throw new AssertionError("a figure that was checked to be known: " + name);
    };
  }
}
