import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the items: the lines of each word list in turn, a new title each time. */
final class Catalogue {
  private static final Map<Language, Integer> PER_INTEREST =
      Map.of(Language.EN, 58, Language.ZH, 39);
  private static final int TRIES_A_LINE = 40;
  private static final double WITHOUT_DESCRIPTION = 0.02;
  private static final double WITHOUT_LANGUAGE = 0.03;
  private static final double NEW_IN_THE_PERIOD = 0.25;

  private final Map<Language, WordList> common;
  private final Dice dice;
  private final Set<String> titles = new HashSet<>();

  private Catalogue(Map<Language, WordList> common, Dice dice) {
    this.common = common;
    this.dice = dice;
  }

  static List<Item> make(List<Interest> interests, Path words, Dice dice) throws IOException {
    Map<Language, WordList> common =
        Map.of(
            Language.EN, WordList.read(words.resolve("common.en.txt")),
            Language.ZH, WordList.read(words.resolve("common.zh.txt")));
    List<Draft> drafts = new ArrayList<>();
    for (Interest interest : interests) {
      for (Language language : Language.values()) {
        Dice own = dice.child(interest.name() + "." + language.code());
        drafts.addAll(new Catalogue(common, own).drafts(interest, language));
      }
    }
    List<Draft> mixed = dice.shuffled(drafts);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < mixed.size(); i++) {
      items.add(mixed.get(i).numbered("p" + (1000 + i)));
    }
    return items;
  }

  /** An item before it has its number. */
  private record Draft(
      Item.Text text, ItemLine line, String languageColumn, int cents, Item.Planted planted) {
    Item numbered(String id) {
      return new Item(id, text, line.categories(), line.tags(), languageColumn, cents, planted);
    }
  }

  private List<Draft> drafts(Interest interest, Language language) {
    List<ItemLine> lines = interest.lines(language, "items").stream().map(ItemLine::parse).toList();
    List<Draft> drafts = new ArrayList<>();
    while (drafts.size() < PER_INTEREST.get(language)) {
      int before = drafts.size();
      for (ItemLine line : dice.shuffled(lines)) {
        String title = newTitle(line, interest.lines(language, "brands"));
        if (!title.isEmpty() && drafts.size() < PER_INTEREST.get(language)) {
          drafts.add(draft(line, title, interest, language));
        }
      }
      if (drafts.size() == before) {
        throw new IllegalStateException(
            "Too few different titles for " + interest.name() + " in " + language.code());
      }
    }
    return drafts;
  }

  /** Empty if the line has nothing new to offer. */
  private String newTitle(ItemLine line, List<String> brands) {
    for (int i = 0; i < TRIES_A_LINE; i++) {
      String title = line.title().say(dice, brands);
      if (titles.add(title)) {
        return title;
      }
    }
    return "";
  }

  private Draft draft(ItemLine line, String title, Interest interest, Language language) {
    String description =
        dice.chance(WITHOUT_DESCRIPTION) ? "" : description(line, interest, language);
    int firstDay = dice.chance(NEW_IN_THE_PERIOD) ? dice.below(Calendar.DAYS - 10) : -1;
    return new Draft(
        new Item.Text(title, description),
        line,
        dice.chance(WITHOUT_LANGUAGE) ? "" : language.code(),
        line.price().draw(dice),
        new Item.Planted(interest, language, line.price().boughtAgain(), firstDay));
  }

  private String description(ItemLine line, Interest interest, Language language) {
    List<String> sentences = new ArrayList<>(line.facts());
    if (dice.chance(0.45)) {
      sentences.remove(dice.below(sentences.size()));
    }
    boolean forSale = line.price() != ItemLine.PriceRange.FREE;
    if (forSale && dice.chance(0.6)) {
      sentences.add(dice.pick(interest.lines(language, "uses")));
    }
    if (forSale && dice.chance(0.25)) {
      sentences.add(dice.pick(common.get(language).section("services")));
    }
    return String.join(language.gap(), sentences);
  }
}
