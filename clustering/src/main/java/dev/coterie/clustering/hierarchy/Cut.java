package dev.coterie.clustering.hierarchy;

/** Where a tree is cut. */
public sealed interface Cut {
  /** Into a number of clusters, at least 1. */
  record Into(int clusters) implements Cut {
    public Into {
      if (!(clusters >= 1)) {
        throw new IllegalArgumentException("clusters must be at least 1, not " + clusters);
      }
    }
  }

  /** Above all merges up to a height of 0 or more. */
  record At(double height) implements Cut {
    public At {
      if (!(height >= 0)) {
        throw new IllegalArgumentException("height must be 0 or more, not " + height);
      }
    }
  }
}
