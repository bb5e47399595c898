package dev.coterie.live.people;

import dev.coterie.domain.EventLog;
import dev.coterie.live.store.LiveEvent;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names that a fit numbered in their order, and later ones among them: all have numbers here whose
 * order is that of the names. The upper half of a number is the place among the names of the fit,
 * the lower half is the place among the later names before it, or {@value #KNOWN} for that name
 * itself. {@link EventLog#NONE} stands for no name.
 *
 * @param known of the fit, ascending
 * @param later that it does not know, ascending
 */
record Names(List<String> known, List<String> later) {
  private static final int KNOWN = Integer.MAX_VALUE;

  /** The names of a fit, and those of later events. */
  static Names of(
      List<String> known, List<LiveEvent> since, Function<LiveEvent, @Nullable String> name) {
    TreeSet<String> later = new TreeSet<>();
    for (LiveEvent event : since) {
      String it = name.apply(event);
      if (it != null && Collections.binarySearch(known, it) < 0) {
        later.add(it);
      }
    }
    return new Names(known, List.copyOf(later));
  }

  /** The number of a name of the fit by the one that it has there. */
  static long ofKnown(int number) {
    return number == EventLog.NONE ? EventLog.NONE : ((long) number << 32) | KNOWN;
  }

  /** The number of a name that is here, or of none. */
  long number(@Nullable String name) {
    if (name == null) {
      return EventLog.NONE;
    }
    int place = Collections.binarySearch(known, name);
    return place >= 0
        ? ofKnown(place)
        : ((long) -(place + 1) << 32) | Collections.binarySearch(later, name);
  }

  /** Whether a number is that of a name of the fit. */
  static boolean isKnown(long number) {
    return (int) number == KNOWN;
  }

  /** The number in the fit of a name that it knows. */
  static int known(long number) {
    return (int) (number >> 32);
  }

  /** The name of a number. */
  String name(long number) {
    return isKnown(number) ? known.get(known(number)) : later.get((int) number);
  }
}
