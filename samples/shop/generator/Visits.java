import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets one user come, search, look, buy and come back. */
final class Visits {
  private static final double EVENTS_A_VISIT = 4.5;
  private static final double FIRST_OF_TWO = 0.62;
  private static final double MOVE_DAYS = 5;
  private static final double EVERYDAY = 0.6;
  private static final double BUY_AGAIN = 0.4;
  private static final double BUY_WHAT_WAS_SEEN = 0.6;

  private final Shopper shopper;
  private final Market market;
  private final Dice dice;
  private final List<Item> seen = new ArrayList<>();
  private final Set<Item> staples = new LinkedHashSet<>();
  private final List<Event> events = new ArrayList<>();

  private Visits(Shopper shopper, Market market, Dice dice) {
    this.shopper = shopper;
    this.market = market;
    this.dice = dice;
  }

  static List<Event> of(Shopper shopper, Market market, Dice dice) {
    Visits visits = new Visits(shopper, market, dice);
    long[] starts = visits.starts();
    int[] counts = new int[starts.length];
    for (int i = 0; i < shopper.habit().events(); i++) {
      counts[dice.below(counts.length)]++;
    }
    for (int i = 0; i < starts.length; i++) {
      visits.visit(starts[i], counts[i]);
    }
    return visits.events;
  }

  /** Seconds at which visits begin, in order: more of them on weekends and in the evening. */
  private long[] starts() {
    int count = (int) Math.ceil(shopper.habit().events() / EVENTS_A_VISIT);
    long[] starts = new long[count];
    for (int i = 0; i < count; i++) {
      int hour = dice.chance(0.55) ? 17 + dice.below(6) : 7 + dice.below(15);
      starts[i] = (long) day() * Calendar.DAY_SECONDS + hour * 3600 + dice.below(3000);
    }
    Arrays.sort(starts);
    return starts;
  }

  private int day() {
    Shopper.Habit habit = shopper.habit();
    int length = habit.lastDay() - habit.firstDay() + 1;
    int day = habit.firstDay() + dice.below(length);
    boolean again = !Calendar.weekend(day) && dice.chance(0.3);
    return again ? habit.firstDay() + dice.below(length) : day;
  }

  private void visit(long start, int count) {
    Optional<Interest> topic = topic(Calendar.day(start));
    long second = start;
    for (int i = 0; i < count; i++) {
      boolean on = topic.isPresent() && !dice.chance(shopper.habit().offInterest());
      events.add(event(on ? topic.get() : beside(), on, second));
      second += 15 + dice.below(180);
    }
  }

  private Optional<Interest> topic(int day) {
    return switch (shopper.kind()) {
      case PURE, NOISE -> shopper.interest();
      case TWO -> dice.chance(FIRST_OF_TWO) ? shopper.interest() : shopper.second();
      case MOVED -> {
        double daysAfter = day - shopper.habit().moveDay();
        double moved = 1 / (1 + StrictMath.exp(-daysAfter / MOVE_DAYS));
        yield dice.chance(moved) ? shopper.interest() : shopper.second();
      }
    };
  }

  private Interest beside() {
    return dice.chance(EVERYDAY) ? market.everyday() : dice.pick(market.interests());
  }

  private Event event(Interest interest, boolean on, long second) {
    Language language = shopper.tongue().draw(dice);
    Item item = market.shelves().pick(interest, language, Calendar.day(second), dice);
    return switch (kind(interest, on)) {
      case SEARCH ->
          Event.search(shopper.id(), market.queries().draw(interest, language, dice), second);
      case PURCHASE -> purchase(interest, item, second);
      case VIEW -> view(item, second);
      case LIKE -> Event.on(shopper.id(), Event.Kind.LIKE, item, second);
      case DISLIKE -> Event.on(shopper.id(), Event.Kind.DISLIKE, item, second);
      case HIDE -> Event.on(shopper.id(), Event.Kind.HIDE, item, second);
    };
  }

  private Event.Kind kind(Interest interest, boolean on) {
    double chance = dice.between(0, 1);
    double buying = interest == market.everyday() ? 0.25 : on ? 0.15 : 0.06;
    double liking = on ? 0.04 : 0.01;
    double disliking = on ? 0.008 : 0.03;
    double hiding = on ? 0.002 : 0.015;
    double searching = on ? 0.13 : 0.07;
    if (chance < buying) {
      return Event.Kind.PURCHASE;
    }
    if (chance < buying + liking) {
      return Event.Kind.LIKE;
    }
    if (chance < buying + liking + disliking) {
      return Event.Kind.DISLIKE;
    }
    if (chance < buying + liking + disliking + hiding) {
      return Event.Kind.HIDE;
    }
    boolean search = chance < buying + liking + disliking + hiding + searching;
    return search ? Event.Kind.SEARCH : Event.Kind.VIEW;
  }

  private Event view(Item item, long second) {
    seen.add(item);
    return Event.on(shopper.id(), Event.Kind.VIEW, item, second);
  }

  /** A staple again, or what was seen before, or the item at hand; what is free is only viewed. */
  private Event purchase(Interest interest, Item atHand, long second) {
    Item item = again(interest).or(() -> seenBefore(interest)).orElse(atHand);
    if (!item.forSale()) {
      return view(item, second);
    }
    if (item.planted().boughtAgain()) {
      staples.add(item);
    }
    int quantity = dice.chance(0.85) ? 1 : 2 + dice.below(item.planted().boughtAgain() ? 3 : 1);
    int discount = dice.chance(0.2) ? dice.pick(List.of(5, 10, 15, 20, 30)) : 0;
    int cents = item.cents() * (100 - discount) / 100;
    return Event.purchase(shopper.id(), item, second, quantity, cents);
  }

  private Optional<Item> again(Interest interest) {
    return dice.chance(BUY_AGAIN) ? oneOf(new ArrayList<>(staples), interest) : Optional.empty();
  }

  private Optional<Item> seenBefore(Interest interest) {
    return dice.chance(BUY_WHAT_WAS_SEEN) ? oneOf(seen, interest) : Optional.empty();
  }

  private Optional<Item> oneOf(List<Item> items, Interest interest) {
    List<Item> fitting =
        items.stream().filter(i -> i.forSale() && i.planted().interest() == interest).toList();
    return fitting.isEmpty() ? Optional.empty() : Optional.of(dice.pick(fitting));
  }
}
