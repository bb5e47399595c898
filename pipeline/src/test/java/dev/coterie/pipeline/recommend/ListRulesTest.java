package dev.coterie.pipeline.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.numeric.Matrix;
import dev.coterie.recommend.History;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListRulesTest {
  private static final long NOW = Instant.parse("2026-03-15T12:00:00Z").toEpochMilli();

  private static Item item(String id, String category, Map<String, String> attributes) {
    return new Item(id, id, "", List.of(category), List.of(), "en", attributes, true);
  }

  private static RecommendOptions options(
      List<String> allow, List<String> deny, List<String> pin, Map<String, List<String>> where) {
    return new RecommendOptions(10, false, 0, 0, 0, allow, deny, pin, where);
  }

  private static Set<String> eligible(List<Item> items, RecommendOptions options) {
    return ListRules.of(items, options, NOW, Matrix.zeros(items.size(), 0)).eligible().stream()
        .mapToObj(i -> items.get(i).id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whatIsUsedUpComesAgain() {
    List<Item> items =
        List.of(item("soap", "", Map.of()), item("comb", "", Map.of()), item("new", "", Map.of()));
    RecommendOptions options =
        new RecommendOptions(10, false, 30, 0, 0, List.of(), List.of(), List.of(), Map.of());
    long day = 86_400_000;
    History history =
        new History(
            new int[] {0, 1},
            new float[] {1, 1},
            new long[] {NOW - 30 * day, NOW - 29 * day},
            NOW,
            new int[0]);
    ListRules rules = ListRules.of(items, options, NOW, Matrix.zeros(3, 0));
    assertThat(rules.list(new float[] {3, 2, 1}, history, 10)).containsExactly(0, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "hidden,true,false",
    "Is_Hidden,1,false",
    "IsHidden,false,true",
    "stock,0,false",
    "stock,3,true",
    "in_stock,no,false",
    "available,yes,true",
    "valid_from,2026-03-16,false",
    "valid_from,2026-03-15,true",
    "valid_to,2026-03-15,true",
    "valid_to,2026-03-14,false",
    "valid until,2026-03-15 11:59:59,false",
    "valid_until,2026-03-15T13:00:00+01:00,true",
    "colour,true,true"
  })
  void theCatalogueSaysWhatIsOnSale(String column, String value, boolean sold) {
    List<Item> items = List.of(item("a", "x", Map.of(column, value)));
    assertThat(eligible(items, RecommendOptions.defaults())).hasSize(sold ? 1 : 0);
  }

  @Test
  void withoutATimeValidityIsNotLookedAt() {
    List<Item> items = List.of(item("a", "x", Map.of("valid_to", "2020-01-01")));
    assertThat(
            ListRules.of(items, RecommendOptions.defaults(), EventLog.NO_TIME, Matrix.zeros(1, 0))
                .eligible()
                .cardinality())
        .isEqualTo(1);
  }

  @Test
  void anUnreadableTimeNamesTheItem() {
    List<Item> items = List.of(item("a7", "x", Map.of("valid_to", "soon")));
    assertThatThrownBy(() -> eligible(items, RecommendOptions.defaults()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("'soon' as valid_to of item a7");
  }

  @Test
  void idsAndAttributes() {
    List<Item> items =
        List.of(
            item("a", "tea", Map.of("Make", "Acme")),
            item("b", "tea", Map.of("Make", "Norr")),
            item("c", "cup", Map.of("Make", "acme")),
            item("d", "cup", Map.of()));
    assertThat(eligible(items, options(List.of("a", "d"), List.of(), List.of(), Map.of())))
        .containsExactly("a", "d");
    assertThat(eligible(items, options(List.of(), List.of("a", "d"), List.of(), Map.of())))
        .containsExactly("b", "c");
    assertThat(
            eligible(
                items, options(List.of(), List.of(), List.of(), Map.of("make", List.of("Acme")))))
        .containsExactly("a", "c");
    assertThat(
            eligible(
                items,
                options(
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of("make", List.of("acme", "norr"), "category", List.of("tea")))))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow", "deny", "pin", "where"})
  void whatTheCatalogueLacksIsNamed(String rule) {
    List<Item> items = List.of(item("tea-1", "x", Map.of("make", "Acme")));
    List<String> wrong = List.of("tea-2");
    RecommendOptions options =
        options(
            rule.equals("allow") ? wrong : List.of(),
            rule.equals("deny") ? wrong : List.of(),
            rule.equals("pin") ? wrong : List.of(),
            rule.equals("where") ? Map.of("maker", List.of("x")) : Map.of());
    assertThatThrownBy(() -> eligible(items, options))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("recommend." + rule)
        .hasMessageContaining("did you mean");
  }

  /** On random catalogues and rules no list holds what a rule forbids, and none is too short. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void randomRulesAreKept(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Item> items =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    item(
                        "i" + i,
                        "c" + random.nextInt(4),
                        Map.of(
                            "hidden",
                            String.valueOf(random.nextInt(5) == 0),
                            "stock",
                            String.valueOf(random.nextInt(5)))))
            .toList();
    List<String> deny = random.ints(5, 0, 60).mapToObj(i -> "i" + i).toList();
    List<String> pin = random.ints(3, 0, 60).mapToObj(i -> "i" + i).toList();
    RecommendOptions options =
        new RecommendOptions(
            10,
            random.nextBoolean(),
            0,
            random.nextInt(3) / 2.0,
            random.nextInt(3),
            List.of(),
            deny,
            pin,
            Map.of("category", List.of("c0", "c1", "c2")));
    ListRules rules = ListRules.of(items, options, NOW, Matrix.zeros(60, 2));
    Set<String> may =
        items.stream()
            .filter(i -> "false".equals(i.attributes().get("hidden")))
            .filter(i -> !"0".equals(i.attributes().get("stock")))
            .filter(i -> !i.categories().contains("c3") && !deny.contains(i.id()))
            .map(Item::id)
            .collect(Collectors.toCollection(TreeSet::new));
    int[] seen = random.ints(6, 0, 60).sorted().distinct().toArray();
    if (!options.seen()) {
      Arrays.stream(seen).forEach(i -> may.remove("i" + i));
    }
    float[] scores = new float[60];
    for (int i = 0; i < 60; i++) {
      scores[i] = random.nextInt(20);
    }
    int n = 1 + random.nextInt(60);

    int[] list =
        rules.list(
            scores,
            new History(seen, new float[seen.length], new long[seen.length], NOW, new int[0]),
            n);

    assertThat(list).hasSize(Math.min(n, may.size())).doesNotHaveDuplicates();
    assertThat(Arrays.stream(list).mapToObj(i -> "i" + i).toList()).isSubsetOf(may);
  }
}
