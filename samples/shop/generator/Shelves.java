import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What catches the eye on a day: inside an interest and a language, items are popular by Zipf's
 * law, and the popularity drifts. Each item's appeal takes a random walk by the week; items that
 * come in the period are absent before, and loved for their newness for some weeks.
 */
final class Shelves {
  private static final int WEEK = 7;
  private static final double ZIPF = 0.85;
  private static final double WEEKLY_DRIFT = 0.22;
  private static final double NEWNESS = 2.5;
  private static final double NEWNESS_DAYS = 18;

  private record Place(String interest, Language language) {}

  private record Shelf(List<Item> items, double[][] runningSumByWeek) {}

  private final Map<Place, Shelf> shelves = new HashMap<>();

  Shelves(List<Item> items, Dice dice) {
    Map<Place, List<Item>> byPlace = new HashMap<>();
    for (Item item : items) {
      Place place = new Place(item.planted().interest().name(), item.planted().language());
      byPlace.computeIfAbsent(place, _ -> new ArrayList<>()).add(item);
    }
    byPlace.forEach(
        (place, list) -> {
          Dice own = dice.child(place.interest() + "." + place.language().code());
          List<Item> ranked = own.shuffled(list);
          shelves.put(place, new Shelf(ranked, runningSums(ranked, own)));
        });
  }

  Item pick(Interest interest, Language language, int day, Dice dice) {
    Shelf shelf = shelves.get(new Place(interest.name(), language));
    return shelf.items().get(dice.step(shelf.runningSumByWeek()[day / WEEK]));
  }

  private static double[][] runningSums(List<Item> ranked, Dice dice) {
    int weeks = (Calendar.DAYS + WEEK - 1) / WEEK;
    double[][] sums = new double[weeks][ranked.size()];
    for (int rank = 0; rank < ranked.size(); rank++) {
      double appeal = StrictMath.pow(rank + 1, -ZIPF);
      int firstDay = ranked.get(rank).planted().firstDay();
      for (int week = 0; week < weeks; week++) {
        appeal *= StrictMath.exp(WEEKLY_DRIFT * dice.bell());
        sums[week][rank] = appeal * presence(firstDay, week * WEEK);
      }
    }
    for (double[] sum : sums) {
      for (int i = 1; i < sum.length; i++) {
        sum[i] += sum[i - 1];
      }
    }
    return sums;
  }

  private static double presence(int firstDay, int day) {
    if (firstDay < 0) {
      return 1;
    }
    return day < firstDay ? 0 : 1 + NEWNESS * StrictMath.exp((firstDay - day) / NEWNESS_DAYS);
  }
}
