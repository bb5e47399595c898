import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A user, as planted. Of one who moved, {@code interest} is the new one, {@code second} the old.
 */
record Shopper(
    String id,
    Kind kind,
    Optional<Interest> interest,
    Optional<Interest> second,
    Tongue tongue,
    Habit habit) {

  static final List<String> TRUTH_COLUMNS =
      List.of("user_id", "interest", "second_interest", "type");

  enum Kind {
    PURE,
    TWO,
    MOVED,
    NOISE
  }

  /** The main language, and the share of it. */
  record Tongue(Language main, double share) {
    Language draw(Dice dice) {
      return dice.chance(share) ? main : main.other();
    }
  }

  /** How many events between which days, and the share of them that are beside the interest. */
  record Habit(int events, int firstDay, int lastDay, double offInterest, double moveAt) {
    /** The day on which a moved user moves. */
    double moveDay() {
      return firstDay + moveAt * (lastDay - firstDay);
    }
  }

  static String id(int number) {
    return String.format(Locale.ROOT, "u%05d", number);
  }

  List<String> truthRow() {
    return List.of(
        id,
        interest.map(Interest::name).orElse(""),
        second.map(Interest::name).orElse(""),
        kind.name().toLowerCase(Locale.ROOT));
  }
}
