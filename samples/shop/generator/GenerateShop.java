import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes the sample shop: a catalogue, the events of users with planted interests, and the truth.
 * Run from source: {@code java samples/shop/generator/GenerateShop.java samples/shop}.
 */
final class GenerateShop {
  private GenerateShop() {}

  public static void main(String[] args) throws IOException {
    try {
      generate(Options.parse(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(Options.USAGE);
      System.exit(2);
    }
  }

  private static void generate(Options options) throws IOException {
    Path words = words();
    Dice dice = new Dice(options.seed());
    List<Interest> interests = Interest.readAll(words, options.interests());
    Interest everyday = Interest.readEveryday(words);

    List<Interest> ranges = new ArrayList<>(interests);
    ranges.add(everyday);
    List<Item> items = Catalogue.make(ranges, words, dice.child("catalogue"));
    Shelves shelves = new Shelves(items, dice.child("shelves"));
    Market market = new Market(interests, everyday, shelves, new Queries(words));
    List<Shopper> shoppers = Crowd.make(interests, options, dice.child("crowd"));

    List<Event> events = new ArrayList<>();
    Dice visits = dice.child("visits");
    for (Shopper shopper : shoppers) {
      events.addAll(Visits.of(shopper, market, visits.child(shopper.id())));
    }
    String robot = Shopper.id(options.users() + 1);
    events.addAll(Mess.robot(robot, items, dice.child("robot")));
    events.sort(Comparator.comparingLong(Event::second).thenComparing(Event::user));
    List<List<String>> rows =
        Mess.spoil(events.stream().map(Event::row).toList(), dice.child("mess"));

    Path folder = Files.createDirectories(options.folder());
    Csv.write(folder.resolve("items.csv"), Item.COLUMNS, items.stream().map(Item::row).toList());
    Csv.write(folder.resolve("events.csv.gz"), Event.COLUMNS, rows);
    Csv.write(
        folder.resolve("truth.csv"),
        Shopper.TRUTH_COLUMNS,
        shoppers.stream().map(Shopper::truthRow).toList());
    Csv.write(
        folder.resolve("items-truth.csv"),
        Item.TRUTH_COLUMNS,
        items.stream().map(Item::truthRow).toList());
    System.out.printf(
        "%,d items, %,d users and a robot, %,d rows of events in %s%n",
        items.size(), shoppers.size(), rows.size(), folder);
  }

  /** The word lists lie beside this source file. */
  private static Path words() {
    String source = System.getProperty("jdk.launcher.sourcefile");
    if (source == null) {
      throw new IllegalArgumentException("Run me from source, to find the words beside me");
    }
    return Path.of(source).resolveSibling("words");
  }
}
