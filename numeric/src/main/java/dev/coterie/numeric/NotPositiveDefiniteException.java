package dev.coterie.numeric;

/** A matrix that had to be symmetric positive definite is not, or only so up to rounding. */
public final class NotPositiveDefiniteException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NotPositiveDefiniteException(int row, double pivot, int size) {
    super(
        "the matrix of "
            + size
            + " x "
            + size
            + " is not positive definite: pivot "
            + pivot
            + " at row "
            + row
            + "; add a larger ridge to its diagonal");
  }
}
