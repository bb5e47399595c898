package dev.coterie.cli.cluster;

import dev.coterie.domain.CoterieException.BadUsage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The algorithms by the names that users type, and which options each has. */
public enum Algorithm {
  KMEANS("--k", "--starts", "--seed-centres", "--max-iterations", "--tolerance"),
  MINIBATCH("--k", "--starts", "--seed-centres", "--max-iterations"),
  BISECTING("--k", "--starts", "--max-iterations", "--tolerance"),
  WARD("--k", "--height", "--tree"),
  AVERAGE("--k", "--height", "--tree"),
  COMPLETE("--k", "--height", "--tree"),
  SINGLE("--k", "--height", "--tree"),
  DBSCAN("--epsilon", "--min-points", "--noise", "--max-noise"),
  HDBSCAN("--min-points", "--min-cluster-size", "--noise", "--max-noise"),
  GMM("--k", "--seed-centres", "--max-iterations", "--tolerance", "--covariance"),
  AUTO("--k", "--starts", "--max-iterations", "--tolerance");

  /** Its own options, each between blanks. */
  private final String options;

  Algorithm(String... options) {
    this.options = " " + String.join(" ", options) + " ";
  }

  /** The name that is typed and printed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean has(String option) {
    return options.contains(" " + option + " ");
  }

  /** Whether this is a tree that is cut. */
  public boolean isTree() {
    return has("--tree");
  }

  /** Refuses an option that this algorithm has no use for, naming those that have. */
  void requireOption(String option) {
    if (!has(option)) {
      List<String> users =
          Arrays.stream(values()).filter(a -> a.has(option)).map(Algorithm::word).toList();
      throw new BadUsage(
          option + " is for --algorithm " + String.join(", ", users) + ", not for " + word() + ".");
    }
  }
}
