package dev.coterie.clustering.quality;

/** What all quality figures ask of labels. */
final class Labels {
  private Labels() {}

  static void require(int[] label, int points, int k) {
    if (label.length != points) {
      throw new IllegalArgumentException(label.length + " labels for " + points + " points");
    }
    for (int i = 0; i < label.length; i++) {
      if (label[i] < 0 || label[i] >= k) {
        throw new IllegalArgumentException(
            "label " + label[i] + " of point " + i + " is not one of 0 to " + (k - 1));
      }
    }
  }

  static int[] sizes(int[] label, int k) {
    int[] sizes = new int[k];
    for (int l : label) {
      sizes[l]++;
    }
    return sizes;
  }

  /** How many clusters have points. */
  static int filled(int[] sizes) {
    int filled = 0;
    for (int size : sizes) {
      filled += size > 0 ? 1 : 0;
    }
    return filled;
  }
}
