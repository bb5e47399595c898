package dev.coterie.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldOutTest {
  /** Events 0 to 4 are learned from. */
  private static final HeldOut HELD_OUT =
      HeldOut.of(
          5,
          6,
          new int[] {0, 0, 1, 2, 2, /* test */ 0, 0, 0, 0, 1, 2, 3, 0},
          new int[] {1, 1, 2, 3, 4, /* test */ 2, 1, 5, 2, 5, 3, 1, 4},
          new Parts(new int[] {0, 1, 2, 3, 4}, new int[] {5, 6, 7, 8, 9, 10, 11, 12}, 0));

  @Test
  void evaluatesWhoIsKnownAndMetSomethingKnownAndNew() {
    // User 1 met only an item that nobody touched before, user 2 only a seen one, 3 is unknown.
    assertThat(HELD_OUT.users()).containsExactly(0);
    assertThat(HELD_OUT.relevant()[0]).containsExactly(2, 4);
  }

  @Test
  void candidatesAreKnownItemsThatTheUserHasNotSeen() {
    assertThat(HELD_OUT.isCandidate(0, 2)).isTrue();
    assertThat(HELD_OUT.isCandidate(0, 1)).isFalse();
    assertThat(HELD_OUT.isCandidate(0, 5)).isFalse();
    assertThat(HELD_OUT.isCandidate(3, 1)).isTrue();
    assertThat(HELD_OUT.items().cardinality()).isEqualTo(4);
  }
}
