package dev.coterie.recommend.evaluation;

/**
 * The share of the candidates that are in anyone's first k places. Its interval is that of the
 * jackknife over users: leaving out a user loses the items that only this user was given.
 */
final class Coverage {
  private Coverage() {}

  static Estimate of(int[][] lists, int k, HeldOut heldOut) {
    int candidates = heldOut.items().cardinality();
    if (candidates == 0) {
      return new Estimate(0, 0, 0);
    }
    int[] owners = new int[heldOut.items().length()];
    for (int[] list : lists) {
      for (int r = 0; r < Math.min(k, list.length); r++) {
        owners[list[r]]++;
      }
    }
    int covered = 0;
    for (int count : owners) {
      covered += count > 0 ? 1 : 0;
    }
    int n = lists.length;
    double sum = 0;
    double squares = 0;
    for (int[] list : lists) {
      int alone = 0;
      for (int r = 0; r < Math.min(k, list.length); r++) {
        alone += owners[list[r]] == 1 ? 1 : 0;
      }
      double lost = (double) alone / candidates;
      sum += lost;
      squares += lost * lost;
    }
    double variance = n < 2 ? 0 : (squares - sum * sum / n) * (n - 1) / n;
    return Estimate.around((double) covered / candidates, Math.sqrt(Math.max(0, variance)))
        .asShare();
  }
}
