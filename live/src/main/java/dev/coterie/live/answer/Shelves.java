package dev.coterie.live.answer;

import dev.coterie.live.people.Catalogue;
import dev.coterie.pipeline.answer.Answers;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The shelf of now, made anew when it holds no more. */
final class Shelves {
  private final Answers answers;
  private final Catalogue catalogue;
  private final LongSupplier clock;
  private volatile @Nullable Shelf last;

  Shelves(Answers answers, Catalogue catalogue, LongSupplier clock) {
    this.answers = answers;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  Shelf now() {
    long now = clock.getAsLong();
    Shelf before = last;
    return before != null && before.holds(catalogue, now) ? before : made(now);
  }

  private synchronized Shelf made(long now) {
    Shelf other = last;
    if (other != null && other.holds(catalogue, now)) {
      return other;
    }
    Shelf made = Shelf.of(answers, catalogue, now);
    last = made;
    return made;
  }
}
