package dev.coterie.clustering.mixture;

/** What shape the components may have. */
public enum Covariance {
  /** Any ellipsoid, each its own. */
  FULL,
  /** Ellipsoids along the axes, each its own. */
  DIAGONAL,
  /** Any ellipsoid, the same for all. */
  TIED,
  /** Balls, each of its own size. */
  SPHERICAL;

  /** Numbers that are free in the covariances of {@code k} components in {@code d} columns. */
  long parameters(long k, long d) {
    return switch (this) {
      case FULL -> k * d * (d + 1) / 2;
      case DIAGONAL -> k * d;
      case TIED -> d * (d + 1) / 2;
      case SPHERICAL -> k;
    };
  }

  /** Numbers that {@link Components} keep of one covariance. */
  int length(int d) {
    return switch (this) {
      case FULL, TIED -> d * d;
      case DIAGONAL -> d;
      case SPHERICAL -> 1;
    };
  }
}
