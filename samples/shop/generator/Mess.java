import java.util.ArrayList;
import java.util.List;

/**
 * What real logs bring along. Every spoilt row is a copy of a good one with one cell changed, and
 * lies beside it; the good rows stay. The robot is one user who looks at 5,000 items in one day.
 */
final class Mess {
  private static final int ROBOT_VIEWS = 5000;
  private static final int ROBOT_DAY = 97;

  private static final int USER = 0;
  private static final int KIND = 1;
  private static final int ITEM = 2;
  private static final int TIME = 4;

  /** A way to spoil a row, and the share of rows that are spoilt so. */
  private enum Fault {
    DUPLICATE(0.0015),
    NO_USER(0.0007),
    NO_TIME(0.0007),
    YEAR_1970(0.0004),
    YEAR_2099(0.0004),
    UNKNOWN_KIND(0.0006),
    UNKNOWN_ITEM(0.0007);

    private final double share;

    Fault(double share) {
      this.share = share;
    }
  }

  private Mess() {}

  static List<Event> robot(String user, List<Item> items, Dice dice) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < ROBOT_VIEWS; i++) {
      long second = ROBOT_DAY * (long) Calendar.DAY_SECONDS + i * 17L + dice.below(3);
      events.add(Event.on(user, Event.Kind.VIEW, items.get(i % items.size()), second));
    }
    return events;
  }

  static List<List<String>> spoil(List<List<String>> rows, Dice dice) {
    List<List<String>> spoilt = new ArrayList<>();
    for (List<String> row : rows) {
      spoilt.add(row);
      for (Fault fault : Fault.values()) {
        if (dice.chance(fault.share)) {
          spoilt.add(spoil(row, fault, dice));
        }
      }
    }
    return spoilt;
  }

  private static List<String> spoil(List<String> row, Fault fault, Dice dice) {
    return switch (fault) {
      case DUPLICATE -> row;
      case NO_USER -> with(row, USER, "");
      case NO_TIME -> with(row, TIME, dice.pick(List.of("yesterday", "2026-02-30 25:61", "??")));
      case YEAR_1970 -> with(row, TIME, "1970-01-01T00:00:00Z");
      case YEAR_2099 -> with(row, TIME, "2099-12-31T23:59:59Z");
      case UNKNOWN_KIND -> with(row, KIND, dice.pick(List.of("heartbeat", "sync_v2")));
      case UNKNOWN_ITEM -> with(row, ITEM, "x" + (9000 + dice.below(40)));
    };
  }

  private static List<String> with(List<String> row, int column, String cell) {
    List<String> changed = new ArrayList<>(row);
    changed.set(column, cell);
    return changed;
  }
}
