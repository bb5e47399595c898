package dev.coterie.clustering.kmeans;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Numbers that are dealt out in random order, all of them before any comes again. */
final class Deck {
  private final int[] cards;
  private final SplittableRandom random;
  private int next;

  Deck(int n, SplittableRandom random) {
    this.cards = new int[n];
    this.random = random;
    Arrays.setAll(cards, i -> i);
  }

  /** The next ones, ascending; fewer where the rest is smaller than that. */
  int[] draw(int most) {
    if (next == cards.length) {
      next = 0;
    }
    int from = next;
    int to = Math.min(cards.length, from + most);
    for (; next < to; next++) {
      int other = random.nextInt(next, cards.length);
      int swap = cards[next];
      cards[next] = cards[other];
      cards[other] = swap;
    }
    int[] drawn = Arrays.copyOfRange(cards, from, to);
    Arrays.sort(drawn);
    return drawn;
  }
}
