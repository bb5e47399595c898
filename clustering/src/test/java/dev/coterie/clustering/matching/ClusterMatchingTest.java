package dev.coterie.clustering.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterMatchingTest {
  @Test
  void clustersLiveOnWhereTheirPointsAre() {
    int[][] shared = {{0, 90, 2}, {80, 0, 0}, {1, 0, 50}};
    ClusterMatching matching = ClusterMatching.of(shared, new double[3][3]);
    assertThat(matching.after()).containsExactly(1, 0, 2);
    assertThat(matching.before()).containsExactly(1, 0, 2);
    assertThat(matching.overlap()[0][1]).isEqualTo(90.0 / 92);
  }

  @Test
  void aSplitLeavesTheLargerPartWithTheName() {
    int[][] shared = {{60, 40}};
    ClusterMatching matching = ClusterMatching.of(shared, new double[1][2]);
    assertThat(matching.after()).containsExactly(0);
    assertThat(matching.before()).containsExactly(0, -1);
  }

  @Test
  void whatIsScatteredDies() {
    int[][] shared = {{10, 10, 10, 10, 10}, {90, 90, 90, 90, 90}};
    ClusterMatching matching = ClusterMatching.of(shared, new double[2][5]);
    assertThat(matching.after()).containsExactly(-1, -1);
    assertThat(matching.before()).containsOnly(-1);
  }

  @Test
  void ofTwoThatShareAsMuchTheCloserIsTaken() {
    int[][] shared = {{50, 50}};
    assertThat(ClusterMatching.of(shared, new double[][] {{0.2, 0.9}}).after()).containsExactly(1);
  }

  @Test
  void withoutSharedPointsOnlyCloseCentresCount() {
    int[][] shared = new int[2][2];
    double[][] closeness = {{0.95, 0.1}, {0.7, 0.5}};
    assertThat(ClusterMatching.of(shared, closeness).after()).containsExactly(0, -1);
  }
}
