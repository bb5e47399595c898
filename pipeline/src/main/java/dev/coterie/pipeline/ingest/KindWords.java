package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The kinds that a reading knows, and the words for them.
 *
 * <p>Putting something in a basket, on a wish list or among the favourites is a LIKE: more than a
 * view, less than a purchase, and nothing was paid. Taking it out again is no usual word, so it is
 * unknown until it is given a weight or a name.
 */
public final class KindWords {
  private static final int MOST_KINDS = 100;

  private static final Map<String, String> USUAL = new HashMap<>();

  static {
    usual(
        EventKind.VIEW,
        "view browse browsing click clicked pageview page_view detail details detail_view"
            + " product_view view_item pv read visit open play watch listen 浏览 点击");
    usual(EventKind.SEARCH, "search searching query searched 搜索");
    usual(
        EventKind.PURCHASE,
        "purchase buy bought order ordered transaction transactions checkout sale paid payment"
            + " conversion enroll enrol 购买");
    usual(EventKind.RATING, "rating rate rated review reviewed 评分");
    usual(
        EventKind.LIKE,
        "like liked favourite favorite fav favor bookmark save saved wishlist add_to_wishlist"
            + " addtocart add_to_cart cart star upvote thumbs_up 收藏 加购");
    usual(EventKind.DISLIKE, "dislike disliked downvote thumbs_down");
    usual(EventKind.HIDE, "hide hidden not_interested");
    usual(EventKind.IMPRESSION, "impression impressions show shown exposure exposed 曝光");
  }

  private static void usual(EventKind kind, String words) {
    for (String word : words.split(" ", -1)) {
      USUAL.put(word, kind.name());
    }
  }

  private final List<EventKind> kinds = new ArrayList<>();
  private final Map<String, Integer> codes = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>(USUAL);

  /**
   * The standard kinds and words, and those of a configuration.
   *
   * @param weights of kinds by name, in the place of the standard ones
   * @param mapped a kind's name by the word for it
   */
  public KindWords(Map<String, Double> weights, Map<String, String> mapped) {
    Map<String, Double> byName = new TreeMap<>();
    weights.forEach((name, weight) -> byName.put(upper(name), checked(name, weight)));
    for (EventKind kind : EventKind.STANDARD) {
      Double weight = byName.remove(kind.name());
      add(weight == null ? kind : new EventKind(kind.name(), weight));
    }
    byName.forEach((name, weight) -> add(new EventKind(name, weight)));
    if (kinds.size() > MOST_KINDS) {
      throw new BadUsage("More than " + MOST_KINDS + " kinds of event: weigh fewer of them.");
    }
    mapped.forEach(
        (word, name) -> {
          if (!codes.containsKey(upper(name))) {
            throw new BadUsage(
                "The kind " + name + " for '" + word + "' is not known: give it a weight.");
          }
          names.put(simplified(word), upper(name));
        });
  }

  private static double checked(String name, double weight) {
    if (!Double.isFinite(weight) || name.isBlank()) {
      throw new BadUsage("The weight of '" + name + "' must be a number, not " + weight + ".");
    }
    return weight;
  }

  private void add(EventKind kind) {
    codes.put(kind.name(), kinds.size());
    // A kind that is named in the options is itself, even where its word usually means another.
    names.put(simplified(kind.name()), kind.name());
    kinds.add(kind);
  }

  /** All kinds; the code of a kind is its place. */
  public List<EventKind> kinds() {
    return List.copyOf(kinds);
  }

  /** The code of the kind that a word means. */
  public Optional<Integer> code(String word) {
    return Optional.ofNullable(names.get(simplified(word))).map(codes::get);
  }

  int code(EventKind kind) {
    return EventKind.STANDARD.indexOf(kind);
  }

  private static String upper(String name) {
    return name.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
  }

  private static String simplified(String word) {
    return word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
  }
}
