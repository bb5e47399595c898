package dev.coterie.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColdSplitTest {
  private static final int[] USERS = {0, 0, 1, 1, 0, 1, 0, 2, 2, 2, 3, 3, 0};
  private static final int[] ITEMS = {0, 1, 0, 2, 1, 1, 2, 1, 0, 3, 3, 0, 3};
  private static final long[] TIMES = {1, 2, 3, 3, 2, 3, 3, 6, 7, 8, 5, 9, 9};

  @Test
  void theNewestUsersAreKnownByTheirFirstEventAlone() {
    Parts parts = Split.parse("cold-users:0.5").apply(USERS, ITEMS, TIMES, 1);
    // Users 0 and 1 came at 1 and 3; nothing after that is learned from, nor foreseen.
    assertThat(parts.now()).isEqualTo(3);
    assertThat(parts.train()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 10);
    assertThat(parts.test()).containsExactly(8, 9, 11);
    HeldOut heldOut = HeldOut.of(4, 4, USERS, ITEMS, parts);
    assertThat(heldOut.users()).containsExactly(2, 3);
    assertThat(heldOut.seen()[2]).containsExactly(1);
    assertThat(heldOut.relevant()[0]).containsExactly(0, 3);
  }

  @Test
  void theNewestItemsAloneAreCandidates() {
    Parts parts = Split.parse("cold-items:0.75").apply(USERS, ITEMS, TIMES, 1);
    assertThat(parts.now()).isEqualTo(3);
    assertThat(parts.train()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(parts.test()).containsExactly(9, 10, 12);
    HeldOut heldOut = HeldOut.of(4, 4, USERS, ITEMS, parts);
    assertThat(heldOut.items()).isEqualTo(BitSet.valueOf(new long[] {0b1000}));
    assertThat(heldOut.users()).as("with something known before").containsExactly(0);
    assertThat(heldOut.isCandidate(0, 0)).isFalse();
  }

  @Test
  void withoutTimesNewcomersAreDrawnByChanceAndTheRestIsKnown() {
    int[] user = IntStream.range(0, 1_000).map(e -> e / 10).toArray();
    int[] item = IntStream.range(0, 1_000).map(e -> e * 7 % 50).toArray();
    long[] none = new long[1_000];
    Arrays.fill(none, Split.NO_TIME);

    Parts users = Split.parse("cold-users:0.9").apply(user, item, none, 3);
    assertThat(users.test()).hasSize(90);
    assertThat(users.train()).hasSize(910);
    assertThat(users.train())
        .isNotEqualTo(Split.parse("cold-users:0.9").apply(user, item, none, 4).train());
    long positions =
        Arrays.stream(users.train())
            .filter(e -> Arrays.stream(users.test()).anyMatch(t -> user[t] == user[e]))
            .map(e -> e % 10)
            .distinct()
            .count();
    assertThat(positions).as("not always the first in order").isGreaterThan(2);

    Parts items = Split.parse("cold-items:0.9").apply(user, item, none, 3);
    assertThat(Arrays.stream(items.test()).map(e -> item[e]).distinct()).hasSize(5);
    assertThat(items.train()).hasSize(1_000 - items.test().length);
  }

  /** A shop whose articles are all there from the first day has no newest ones. */
  @Test
  void whereAllCameEarlyNewcomersAreDrawnByChanceToo() {
    int[] item = IntStream.range(0, 1_000).map(e -> e % 50).toArray();
    long[] time = IntStream.range(0, 1_000).mapToLong(e -> e).toArray();
    Parts parts = Split.parse("cold-items:0.9").apply(item, item, time, 3);
    assertThat(parts.train()).hasSize(900);
    assertThat(parts.test()).hasSize(100);
    assertThat(parts.now()).isEqualTo(999);
    assertThat(Split.parse("cold-users:0.9").apply(item, item, new long[1_000], 3).test())
        .hasSize(95);
  }

  @Test
  void areWrittenAsTheyAreReadAndTheErrorNamesThem() {
    for (String text : new String[] {"cold-users:0.9", "cold-items:0.8"}) {
      Split split = Split.parse(text);
      assertThat(split).hasToString(text);
      assertThat(split.isCold()).isTrue();
      assertThat(split.needsTimes()).isFalse();
      assertThat(split.apply(new int[0], new int[0], new long[0], 1).test()).isEmpty();
    }
    assertThatThrownBy(() -> Split.parse("cold:0.9"))
        .hasMessageContaining("cold-users:0.9 or cold-items:0.9");
  }
}
