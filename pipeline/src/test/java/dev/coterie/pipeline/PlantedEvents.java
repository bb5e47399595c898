package dev.coterie.pipeline;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.numeric.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Users with planted interests, and the truth. Each item belongs to one interest and one of two
 * languages; a user takes nine of ten things from the own interests and the tenth from anywhere.
 * Interests differ in size, the first is the largest.
 */
public final class PlantedEvents {
  private static final int DAYS = 180;
  private static final int FIRST_DAY = 19_000;
  private static final double OWN = 0.9;
  private static final double LANGUAGE_KEPT = 0.97;

  private static final List<List<String>> ENGLISH =
      List.of(
          List.of("garden", "tomato", "seedling", "pruning", "compost", "trellis", "greenhouse"),
          List.of("bicycle", "pedal", "saddle", "chainring", "helmet", "tubeless", "derailleur"),
          List.of("espresso", "grinder", "roaster", "portafilter", "barista", "kettle", "crema"),
          List.of("camera", "tripod", "aperture", "shutter", "darkroom", "lens", "portrait"),
          List.of("chess", "opening", "endgame", "gambit", "bishop", "checkmate", "tournament"));

  private static final List<List<String>> CHINESE =
      List.of(
          List.of("花园", "番茄", "育苗", "修剪", "堆肥", "花架", "温室"),
          List.of("自行车", "脚踏", "坐垫", "链条", "头盔", "轮胎", "变速器"),
          List.of("咖啡", "磨豆机", "烘焙", "手冲", "拿铁", "水壶", "咖啡豆"),
          List.of("相机", "三脚架", "光圈", "快门", "暗房", "镜头", "人像"),
          List.of("象棋", "开局", "残局", "棋谱", "棋盘", "将军", "比赛"));

  /**
   * What to plant.
   *
   * @param users how many
   * @param items how many, over all interests and both languages
   * @param interests 2 to 5
   * @param events of each user
   * @param chinese share of the items and users that are Chinese, 0 to 1
   * @param bilingual share of the users who do not mind the language
   * @param two share of the users with two interests
   * @param moved share of the users who leave one interest for another half-way
   * @param times whether events have times
   * @param text whether items have titles and users search
   */
  public record Shape(
      int users,
      int items,
      int interests,
      int events,
      double chinese,
      double bilingual,
      double two,
      double moved,
      boolean times,
      boolean text) {
    public static final Shape PLAIN = new Shape(300, 120, 4, 24, 0, 1, 0, 0, true, true);

    public Shape withUsers(int n) {
      return new Shape(n, items, interests, events, chinese, bilingual, two, moved, times, text);
    }

    public Shape withLanguages(double chineseShare, double bilingualShare) {
      return new Shape(
          users, items, interests, events, chineseShare, bilingualShare, two, moved, times, text);
    }

    public Shape withMixed(double twoShare, double movedShare) {
      return new Shape(
          users, items, interests, events, chinese, bilingual, twoShare, movedShare, times, text);
    }

    public Shape withoutTimes() {
      return new Shape(
          users, items, interests, events, chinese, bilingual, two, moved, false, text);
    }

    public Shape withoutText() {
      return new Shape(
          users, items, interests, events, chinese, bilingual, two, moved, times, false);
    }
  }

  private final Shape shape;
  private final SplittableRandom random;
  private final HandwrittenLog events = new HandwrittenLog();
  private final List<Item> items = new ArrayList<>();
  private final int[] interestOfItem;
  private final int[] interestOfUser;
  private final int[] secondInterest;
  private final boolean[] moved;
  private final boolean[] chineseUser;

  private PlantedEvents(Shape shape, long seed) {
    this.shape = shape;
    this.random = Seeds.stream(seed, "planted events");
    this.interestOfItem = new int[shape.items()];
    this.interestOfUser = new int[shape.users()];
    this.secondInterest = new int[shape.users()];
    this.moved = new boolean[shape.users()];
    this.chineseUser = new boolean[shape.users()];
    Arrays.fill(secondInterest, EventLog.NONE);
    for (int i = 0; i < shape.items(); i++) {
      plantItem(i);
    }
    for (int u = 0; u < shape.users(); u++) {
      plantUser(u);
    }
  }

  public static PlantedEvents of(Shape shape, long seed) {
    return new PlantedEvents(shape, seed);
  }

  public EventLog log() {
    return events.log();
  }

  /** Interest of each item, in the order of the log. */
  public int[] interestOfItem() {
    return interestOfItem.clone();
  }

  /** Interest of each user: the heavier of two, the newer of one that moved. */
  public int[] interestOfUser() {
    return interestOfUser.clone();
  }

  /** The other of two interests, or the one that was left; {@link EventLog#NONE} for pure users. */
  public int[] secondInterest() {
    return secondInterest.clone();
  }

  public boolean moved(int user) {
    return moved[user];
  }

  public boolean isPure(int user) {
    return secondInterest[user] == EventLog.NONE;
  }

  public static boolean isChinese(Item item) {
    return item.language().equals("zh");
  }

  /** Which interest a search belongs to, by its words. */
  public static int interestOfSearch(String text) {
    for (int interest = 0; interest < ENGLISH.size(); interest++) {
      if (ENGLISH.get(interest).stream().anyMatch(text::contains)
          || CHINESE.get(interest).stream().anyMatch(text::contains)) {
        return interest;
      }
    }
    return EventLog.NONE;
  }

  /**
   * The same as files: {@code events.csv} and {@code items.csv} in a folder.
   *
   * @param shuffle of the rows of both; 0 for the order in which they were made
   */
  public void write(Path folder, long shuffle) {
    List<String> eventRows = new ArrayList<>();
    for (HandwrittenLog.Event event : events.events()) {
      String time = shape.times() ? "," + Instant.ofEpochMilli(event.time()) : "";
      eventRows.add(
          String.join(
                  ",",
                  event.user(),
                  event.kind().name().toLowerCase(Locale.ROOT),
                  event.item(),
                  event.text())
              + time);
    }
    List<String> itemRows = new ArrayList<>();
    for (Item item : items) {
      itemRows.add(
          String.join(
              ",", item.id(), item.title(), String.join("|", item.categories()), item.language()));
    }
    if (shuffle != 0) {
      shuffle(eventRows, Seeds.stream(shuffle, "event rows"));
      shuffle(itemRows, Seeds.stream(shuffle, "item rows"));
    }
    eventRows.addFirst("user_id,kind,item_id,query" + (shape.times() ? ",timestamp" : ""));
    itemRows.addFirst("item_id,title,categories,language");
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("events.csv"), eventRows);
      Files.write(folder.resolve("items.csv"), itemRows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void shuffle(List<String> rows, SplittableRandom random) {
    for (int i = rows.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      rows.set(j, rows.set(i, rows.get(j)));
    }
  }

  private void plantItem(int i) {
    int interest = i % shape.interests();
    interestOfItem[i] = interest;
    boolean chinese =
        (Math.floorDiv(i, shape.interests()) + 0.5) * shape.interests() / shape.items()
            < shape.chinese();
    String title = shape.text() ? words(interest, chinese) : "";
    Item item =
        new Item(
            String.format(Locale.ROOT, "i%03d", i),
            title,
            "",
            shape.text() ? List.of("shelf " + ENGLISH.get(interest).getFirst()) : List.of(),
            List.of(),
            title.isEmpty() ? "" : chinese ? "zh" : "en",
            Map.of(),
            true);
    items.add(item);
    events.item(item);
  }

  /** Two or three different words of an interest. */
  private String words(int interest, boolean chinese) {
    List<String> words = new ArrayList<>((chinese ? CHINESE : ENGLISH).get(interest));
    int n = 2 + random.nextInt(2);
    List<String> taken = new ArrayList<>();
    while (taken.size() < n) {
      taken.add(words.remove(random.nextInt(words.size())));
    }
    return String.join(chinese ? "" : " ", taken);
  }

  private void plantUser(int u) {
    String user = String.format(Locale.ROOT, "u%04d", u);
    interestOfUser[u] = interestBySize();
    double kind = random.nextDouble();
    if (kind < shape.two() + shape.moved()) {
      secondInterest[u] =
          (interestOfUser[u] + 1 + random.nextInt(shape.interests() - 1)) % shape.interests();
      moved[u] = kind >= shape.two();
    }
    chineseUser[u] = random.nextDouble() < shape.chinese();
    boolean bilingual = random.nextDouble() < shape.bilingual();
    for (int e = 0; e < shape.events(); e++) {
      double place = (e + random.nextDouble()) / shape.events();
      int interest = interestAt(u, place);
      boolean chinese =
          bilingual
              ? random.nextDouble() < shape.chinese()
              : chineseUser[u] == random.nextDouble() < LANGUAGE_KEPT;
      long time =
          shape.times()
              ? HandwrittenLog.day(FIRST_DAY) + (long) (place * HandwrittenLog.day(DAYS))
              : EventLog.NO_TIME;
      plantEvent(user, interest, chinese, time);
    }
  }

  private int interestAt(int u, double place) {
    if (random.nextDouble() >= OWN) {
      return random.nextInt(shape.interests());
    }
    if (moved[u]) {
      return place < 0.5 ? secondInterest[u] : interestOfUser[u];
    }
    return isPure(u) || random.nextDouble() < 0.55 ? interestOfUser[u] : secondInterest[u];
  }

  /** The first interest has about twice as many users as the last. */
  private int interestBySize() {
    int n = shape.interests();
    int total = n * (3 * n - 1) / 2;
    int at = random.nextInt(total);
    for (int k = 0; k < n; k++) {
      at -= 2 * n - 1 - k;
      if (at < 0) {
        return k;
      }
    }
    return n - 1;
  }

  private void plantEvent(String user, int interest, boolean chinese, long time) {
    if (shape.text() && random.nextDouble() < 0.15) {
      List<String> words = (chinese ? CHINESE : ENGLISH).get(interest);
      String query = words.get(random.nextInt(4)) + (chinese ? "推荐" : " ideas");
      events.search(user, query, time);
      return;
    }
    EventKind kind = random.nextDouble() < 0.3 ? EventKind.PURCHASE : EventKind.VIEW;
    events.event(user, kind, item(interest, chinese).id(), time);
  }

  private Item item(int interest, boolean chinese) {
    int rows = shape.items() / shape.interests();
    Item item = items.get(random.nextInt(rows) * shape.interests() + interest);
    for (int tries = 0; tries < 60 && isChinese(item) != chinese && shape.text(); tries++) {
      item = items.get(random.nextInt(rows) * shape.interests() + interest);
    }
    return item;
  }
}
