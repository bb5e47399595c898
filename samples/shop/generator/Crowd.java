import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the users. */
final class Crowd {
  private static final double TWO_INTERESTS = 0.12;
  private static final double MOVED = 0.10;
  private static final double NOISE = 0.05;
  private static final double ENGLISH_FIRST = 0.56;
  private static final int FEWEST_EVENTS = 3;
  private static final int MOST_EVENTS = 200;
  private static final double MEDIAN_EVENTS = 23;
  private static final double SPREAD_OF_EVENTS = 0.95;

  private final List<Interest> interests;
  private final double[] runningWeights;
  private final double monolingual;

  private Crowd(List<Interest> interests, double monolingual) {
    this.interests = interests;
    this.runningWeights = new double[interests.size()];
    double sum = 0;
    for (int i = 0; i < interests.size(); i++) {
      sum += interests.get(i).weight();
      runningWeights[i] = sum;
    }
    this.monolingual = monolingual;
  }

  static List<Shopper> make(List<Interest> interests, Options options, Dice dice) {
    Crowd crowd = new Crowd(interests, options.monolingual());
    List<Shopper> shoppers = new ArrayList<>();
    for (int i = 1; i <= options.users(); i++) {
      String id = Shopper.id(i);
      shoppers.add(crowd.shopper(id, dice.child(id)));
    }
    return shoppers;
  }

  private Shopper shopper(String id, Dice dice) {
    Shopper.Kind kind = kind(dice);
    Optional<Interest> interest =
        kind == Shopper.Kind.NOISE ? Optional.empty() : Optional.of(interest(dice));
    Optional<Interest> second =
        switch (kind) {
          case TWO, MOVED -> interest.map(first -> anotherThan(first, dice));
          case PURE, NOISE -> Optional.empty();
        };
    return new Shopper(id, kind, interest, second, tongue(dice), habit(dice));
  }

  private static Shopper.Kind kind(Dice dice) {
    double chance = dice.between(0, 1);
    if (chance < TWO_INTERESTS) {
      return Shopper.Kind.TWO;
    }
    if (chance < TWO_INTERESTS + MOVED) {
      return Shopper.Kind.MOVED;
    }
    return chance < TWO_INTERESTS + MOVED + NOISE ? Shopper.Kind.NOISE : Shopper.Kind.PURE;
  }

  private Interest interest(Dice dice) {
    return interests.get(dice.step(runningWeights));
  }

  private Interest anotherThan(Interest first, Dice dice) {
    Interest other = interest(dice);
    while (other == first) {
      other = interest(dice);
    }
    return other;
  }

  private Shopper.Tongue tongue(Dice dice) {
    Language main = dice.chance(ENGLISH_FIRST) ? Language.EN : Language.ZH;
    return new Shopper.Tongue(main, dice.chance(monolingual) ? 1 : dice.between(0.5, 0.8));
  }

  private static Shopper.Habit habit(Dice dice) {
    double events = dice.logNormal(MEDIAN_EVENTS, SPREAD_OF_EVENTS);
    int firstDay = dice.chance(0.6) ? dice.below(20) : dice.below(Calendar.DAYS - 30);
    int longest = Calendar.DAYS - 1 - firstDay;
    int stay = dice.chance(0.75) ? longest : 10 + dice.below(longest - 10);
    return new Shopper.Habit(
        (int) Math.clamp(Math.round(events), FEWEST_EVENTS, MOST_EVENTS),
        firstDay,
        firstDay + stay,
        dice.between(0.25, 0.35),
        dice.between(0.25, 0.5));
  }
}
