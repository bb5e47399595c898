package dev.coterie.pipeline.recommend;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Nearest;
import dev.coterie.numeric.Matrix;
import dev.coterie.recommend.History;
import dev.coterie.recommend.ranking.Arrangement;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rules of a business over a catalogue, ready for many lists: what may be in one, which acts
 * before the best are taken, and how it is put together. Immutable.
 */
public final class ListRules {
  private static final Set<String> OWN = Set.of("category", "tag", "language");

  private final Rules rules;
  private final Arrangement arrangement;
  private final boolean timed;

  private ListRules(Rules rules, Arrangement arrangement, boolean timed) {
    this.rules = rules;
    this.arrangement = arrangement;
    this.timed = timed;
  }

  /**
   * Reads the rules.
   *
   * @param now as of which items are valid, {@link EventLog#NO_TIME} where that is not known
   * @param vectors items × dimensions, by which items are alike
   * @throws BadUsage naming items and attributes that the catalogue lacks
   * @throws dev.coterie.domain.CoterieException.BadInput where the catalogue has an unreadable time
   */
  public static ListRules of(List<Item> items, RecommendOptions options, long now, Matrix vectors) {
    return of(items, Ranker.eligible(items), options, now, vectors);
  }

  /**
   * The same of items that may change while they are served.
   *
   * @param offered those that may be in a list but for the rules
   * @throws BadUsage as above
   * @throws dev.coterie.domain.CoterieException.BadInput likewise, see {@link #requireReadable}
   */
  public static ListRules of(
      List<Item> items, BitSet offered, RecommendOptions options, long now, Matrix vectors) {
    Map<String, Integer> numbers = HashMap.newHashMap(items.size());
    for (int i = 0; i < items.size(); i++) {
      numbers.put(items.get(i).id(), i);
    }
    BitSet eligible = (BitSet) offered.clone();
    if (!options.allow().isEmpty()) {
      BitSet allowed = new BitSet();
      numbers("allow", options.allow(), numbers).forEach(allowed::set);
      eligible.and(allowed);
    }
    numbers("deny", options.deny(), numbers).forEach(eligible::clear);
    requireKnown(options.where().keySet(), items);
    OnSale onSale = new OnSale(now);
    for (int i = 0; i < items.size(); i++) {
      if (eligible.get(i) && !(onSale.test(items.get(i)) && fits(items.get(i), options.where()))) {
        eligible.clear(i);
      }
    }
    return new ListRules(
        new Rules(options.rest(), eligible),
        new Arrangement(
            numbers("pin", options.pin(), numbers).stream().mapToInt(i -> i).toArray(),
            options.mostOfCategory() > 0 ? categories(items) : new int[0],
            options.mostOfCategory(),
            options.diversity(),
            vectors),
        items.stream().anyMatch(OnSale::isTimed));
  }

  /**
   * Refuses rules that do not fit the catalogue, before there is anything to make lists from.
   *
   * @throws BadUsage as {@link #of} does
   * @throws dev.coterie.domain.CoterieException.BadInput likewise
   */
  public static void require(EventLog events, RecommendOptions options) {
    of(events.items(), options, events.latest(), Matrix.zeros(events.items().size(), 0));
  }

  /**
   * Refuses an item whose time columns cannot be read.
   *
   * @throws dev.coterie.domain.CoterieException.BadInput telling which
   */
  public static void requireReadable(Item item) {
    new OnSale(0).test(item);
  }

  /** The same for fewer items. */
  public ListRules within(BitSet items) {
    BitSet both = (BitSet) items.clone();
    both.and(rules.eligible());
    return new ListRules(new Rules(rules.rest(), both), arrangement, timed);
  }

  /**
   * The items of a user's list, best first: as many as asked for, or as the rules leave.
   *
   * @param scores of all items; those that may not be in the list become −∞
   * @param n at least 1
   */
  public int[] list(float[] scores, History history, int n) {
    return Ranking.list(scores, history, rules, arrangement, n);
  }

  /** Whether columns of the catalogue say from or until when items are valid. */
  public boolean isTimed() {
    return timed;
  }

  /** The items that may be in somebody's list. */
  public BitSet eligible() {
    return (BitSet) rules.eligible().clone();
  }

  private static List<Integer> numbers(
      String option, List<String> ids, Map<String, Integer> numbers) {
    List<Integer> found = new ArrayList<>();
    for (String id : ids) {
      Integer number = numbers.get(id.strip());
      if (number == null) {
        throw new BadUsage(
            "recommend.%s: no item '%s'%s"
                .formatted(
                    option,
                    id,
                    Nearest.to(id, numbers.keySet())
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(".")));
      }
      found.add(number);
    }
    return found;
  }

  private static void requireKnown(Collection<String> names, List<Item> items) {
    if (names.isEmpty()) {
      return;
    }
    Set<String> known = new TreeSet<>(OWN);
    items.forEach(item -> known.addAll(item.attributes().keySet()));
    Set<String> simplified = known.stream().map(OnSale::simplified).collect(Collectors.toSet());
    for (String name : names) {
      if (!simplified.contains(OnSale.simplified(name))) {
        throw new BadUsage(
            "recommend.where: the catalogue has no '%s'%s"
                .formatted(
                    name,
                    Nearest.to(name, known)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("; known are " + String.join(", ", known) + ".")));
      }
    }
  }

  private static boolean fits(Item item, Map<String, List<String>> where) {
    return where.entrySet().stream()
        .allMatch(
            wanted ->
                values(item, OnSale.simplified(wanted.getKey())).stream()
                    .anyMatch(has -> wanted.getValue().stream().anyMatch(v -> isSame(has, v))));
  }

  private static List<String> values(Item item, String name) {
    return switch (name) {
      case "category" -> item.categories();
      case "tag" -> item.tags();
      case "language" -> List.of(item.language());
      default ->
          item.attributes().entrySet().stream()
              .filter(attribute -> OnSale.simplified(attribute.getKey()).equals(name))
              .map(Map.Entry::getValue)
              .toList();
    };
  }

  private static boolean isSame(String value, String wanted) {
    return value.strip().toLowerCase(Locale.ROOT).equals(wanted.strip().toLowerCase(Locale.ROOT));
  }

  private static int[] categories(List<Item> items) {
    Map<String, Integer> numbers = new HashMap<>();
    return items.stream()
        .mapToInt(
            item ->
                item.categories().isEmpty()
                    ? -1
                    : numbers.computeIfAbsent(item.categories().getFirst(), name -> numbers.size()))
        .toArray();
  }
}
