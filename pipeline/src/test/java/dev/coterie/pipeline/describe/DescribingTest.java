package dev.coterie.pipeline.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Description;
import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.Segmentation;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.HandwrittenLog;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.PlantedFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribingTest {
  private static final Workers WORKERS = Workers.of(2);
  private static final PlantedFit FIT =
      PlantedFit.of(PlantedEvents.of(Shape.PLAIN, 21).log(), WORKERS);
  private static final List<Description> DESCRIPTIONS = describe(FIT, WORKERS);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  /** Names lie at the mean of the items whose titles share a word with them. */
  record WordPlacing(List<Item> catalogue, Matrix items) implements TextPlacing {
    @Override
    public Matrix of(List<String> texts) {
      Matrix places = Matrix.zeros(texts.size(), items.columns());
      for (int t = 0; t < texts.size(); t++) {
        Set<String> words =
            new HashSet<>(Arrays.asList(texts.get(t).toLowerCase(Locale.ROOT).split("\\W+", -1)));
        for (int i = 0; i < catalogue.size(); i++) {
          for (String word : catalogue.get(i).title().split(" ", -1)) {
            if (words.contains(word)) {
              VectorMath.axpy(
                  1,
                  items.data(),
                  items.offset(i),
                  places.data(),
                  places.offset(t),
                  items.columns());
            }
          }
        }
      }
      return places;
    }
  }

  private static TextPlacing placing(PlantedFit fit) {
    List<Item> items = fit.events().items();
    return new WordPlacing(
        items, fit.space().vectors().select(IntStream.range(0, items.size()).toArray()));
  }

  private static List<Description> describe(PlantedFit fit, Workers workers) {
    return Describing.describe(
        fit.events(),
        fit.profiles(),
        fit.segmentation(),
        placing(fit),
        DescribeOptions.defaults(),
        new BitSet(),
        workers,
        Progress.NONE);
  }

  private static List<Description> segments() {
    return DESCRIPTIONS.subList(0, FIT.segmentation().segments());
  }

  @Test
  void thereIsOneForEachSegmentAndSubsegment() {
    assertThat(DESCRIPTIONS)
        .hasSize(FIT.segmentation().segments() + FIT.segmentation().subsegments());
    assertThat(FIT.segmentation().segments()).isEqualTo(4);
  }

  @Test
  void aRobotIsNoExampleAndNoEvidence() {
    String robot = DESCRIPTIONS.getFirst().exemplars().getFirst();
    BitSet robots = new BitSet();
    robots.set(FIT.events().users().indexOf(robot));
    Description without =
        Describing.describe(
                FIT.events(),
                FIT.profiles(),
                FIT.segmentation(),
                placing(FIT),
                DescribeOptions.defaults(),
                robots,
                WORKERS,
                Progress.NONE)
            .getFirst();
    Description with = DESCRIPTIONS.getFirst();
    assertThat(without.exemplars()).doesNotContain(robot).isNotEmpty();
    assertThat(without.items()).isNotEqualTo(with.items());
    assertThat(without.behaviour()).isNotEqualTo(with.behaviour());
    // The robot is still counted among the users of its segment.
    assertThat(without.text()).startsWith(with.text().substring(0, with.text().indexOf(' ')));
  }

  @Test
  void namesAreOfTwoToFourWordsAndUnique() {
    assertThat(segments()).extracting(Description::name).doesNotHaveDuplicates();
    assertThat(segments())
        .allSatisfy(
            d -> assertThat(d.name().split("[ ,&]+", -1).length).as(d.name()).isBetween(2, 4));
    assertThat(DESCRIPTIONS).extracting(Description::name).doesNotHaveDuplicates();
  }

  @Test
  void namesAndPhrasesSpeakOfThePlantedInterest() {
    Set<Integer> seen = new HashSet<>();
    for (Description d : segments()) {
      int interest = PlantedEvents.interestOfSearch(d.name().toLowerCase(Locale.ROOT));
      assertThat(interest).as(d.name()).isNotNegative();
      seen.add(interest);
      assertThat(PlantedEvents.interestOfSearch(d.phrases().getFirst().text())).isEqualTo(interest);
      assertThat(PlantedEvents.interestOfSearch(d.items().getFirst().label())).isEqualTo(interest);
      assertThat(PlantedEvents.interestOfSearch(d.queries().getFirst().label()))
          .isEqualTo(interest);
    }
    assertThat(seen).hasSize(4);
  }

  @Test
  void namesAreFoundAgainFromTheirItems() {
    assertThat(segments())
        .allSatisfy(d -> assertThat(d.assignability().orElse(-1)).isBetween(0.8, 1.0));
    assertThat(DESCRIPTIONS)
        .allSatisfy(d -> assertThat(d.assignability().orElse(0)).isBetween(0.0, 1.0));
  }

  @Test
  void evidenceIsTopFirstAndAboveOne() {
    assertThat(segments())
        .allSatisfy(
            d -> {
              assertThat(d.items()).isNotEmpty().hasSizeLessThanOrEqualTo(10);
              assertThat(d.items())
                  .allSatisfy(
                      lift -> {
                        assertThat(lift.lift()).isGreaterThan(1);
                        assertThat(lift.share()).isBetween(0.0, 1.0);
                      });
              assertThat(d.phrases()).isNotEmpty().hasSizeLessThanOrEqualTo(10);
              assertThat(d.text()).endsWith(".");
            });
  }

  @Test
  void exemplarsAreTheNearestOfTheBusierHalf() {
    Segmentation segmentation = FIT.segmentation();
    Matrix interest = FIT.profiles().interest();
    int[] starts = FIT.events().userStarts();
    for (int g = 0; g < segmentation.segments(); g++) {
      int group = g;
      int[] busy =
          IntStream.range(0, interest.rows())
              .filter(u -> segmentation.segment()[u] == group)
              .map(u -> starts[u + 1] - starts[u])
              .sorted()
              .toArray();
      int median = busy[(busy.length - 1) / 2];
      int nearest = -1;
      float highest = -2;
      for (int u = 0; u < interest.rows(); u++) {
        float cosine =
            VectorMath.dot(
                interest.data(),
                interest.offset(u),
                segmentation.centroids().data(),
                segmentation.centroids().offset(g),
                interest.columns());
        if (segmentation.segment()[u] == g
            && starts[u + 1] - starts[u] >= median
            && cosine > highest) {
          highest = cosine;
          nearest = u;
        }
      }
      assertThat(DESCRIPTIONS.get(g).exemplars())
          .hasSize(5)
          .startsWith(FIT.events().users().get(nearest));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "40, 2", "100, 5", "399, 20", "100000, 20"})
  void fewestUsersGrowWithTheUsersWithinBounds(int users, int fewest) {
    assertThat(Describing.fewestUsers(users)).isEqualTo(fewest);
  }

  /** 60 users of two groups; m is 3. */
  private static List<Description> ofTypedQueries() {
    HandwrittenLog log = new HandwrittenLog();
    int[] segment = new int[60];
    for (int u = 0; u < 60; u++) {
      String user = String.format(Locale.ROOT, "u%02d", u);
      segment[u] = u % 2;
      log.event(user, EventKind.VIEW, u % 2 == 0 ? "green tea kettle" : "mountain bike lamp", 0);
      if (u < 6 && u % 2 == 0) {
        log.search(user, "shared wish", 1);
      }
      if (u < 4 && u % 2 == 0) {
        log.search(user, "secret diagnosis", 1);
      }
    }
    return ofTwoGroups(log.log(), segment);
  }

  private static List<Description> ofTwoGroups(EventLog events, int[] segment) {
    int users = segment.length;
    Matrix interest = Matrix.zeros(users, 2);
    for (int u = 0; u < users; u++) {
      interest.set(u, segment[u], 1);
    }
    Matrix centres = Matrix.ofRows(new float[][] {{1, 0}, {0, 1}});
    Segmentation segmentation =
        new Segmentation(
            List.of("s1", "s2", "s1.1", "s2.1"),
            centres,
            centres,
            new int[] {0, 1},
            segment,
            segment,
            interest,
            interest,
            new float[users],
            List.of(),
            List.of(),
            new Segmentation.Overall(0, 0, 0, 0, 0, 1, 1, 0),
            List.of(),
            new Segmentation.Verdict(true, Segmentation.Basis.GIVEN, "given"),
            0.1,
            List.of());
    Profiles profiles =
        new Profiles(
            interest, Matrix.zeros(users, 0), Matrix.zeros(users, 0), List.of(), List.of());
    TextPlacing nowhere = new WordPlacing(List.of(), Matrix.zeros(events.items().size(), 2));
    return Describing.describe(
        events,
        profiles,
        segmentation,
        nowhere,
        DescribeOptions.defaults(),
        new BitSet(),
        WORKERS,
        Progress.NONE);
  }

  @Test
  void whatFewerUsersTypedThanTheRuleAsksNeverAppears() {
    List<Description> descriptions = ofTypedQueries();
    assertThat(Describing.fewestUsers(60)).isEqualTo(3);
    assertThat(descriptions.getFirst().queries())
        .extracting(Description.Lift::label)
        .containsExactly("shared wish");
    assertThat(descriptions)
        .allSatisfy(
            d -> assertThat(d.toString()).doesNotContain("secret").doesNotContain("diagnosis"));
    assertThat(descriptions)
        .allSatisfy(
            d ->
                assertThat(d.phrases())
                    .allSatisfy(p -> assertThat(p.users()).isGreaterThanOrEqualTo(3)));
  }

  @Test
  void withoutTextNamesComeFromCategoriesElseFromItems() {
    HandwrittenLog categories = new HandwrittenLog().item("1", "", "Tea").item("2", "", "Bikes");
    HandwrittenLog bare = new HandwrittenLog().item("1", "").item("2", "");
    int[] segment = new int[40];
    for (int u = 0; u < 40; u++) {
      String user = String.format(Locale.ROOT, "u%02d", u);
      segment[u] = u % 2;
      categories.event(user, EventKind.VIEW, u % 2 == 0 ? "1" : "2", 0);
      bare.event(user, EventKind.VIEW, u % 2 == 0 ? "1" : "2", 0);
    }
    assertThat(ofTwoGroups(categories.log(), segment).subList(0, 2))
        .extracting(Description::name)
        .containsExactly("Tea", "Bikes");
    List<Description> byItem = ofTwoGroups(bare.log(), segment);
    assertThat(byItem.subList(0, 2)).extracting(Description::name).containsExactly("1", "2");
    assertThat(byItem).allSatisfy(d -> assertThat(d.assignability()).isEmpty());
  }

  /** Titles of items that names are tested with have a word of their own. */
  @Test
  void namesAndPhrasesOfNeitherLevelAreMadeFromItemsThatTestAny() {
    List<Lifts> levels = levels(FIT);
    HeldOutItems heldOut = new HeldOutItems(Touched.items(FIT.events()).ids(), levels);
    List<Item> marked = new ArrayList<>(FIT.events().items());
    int tested = 0;
    for (int i = 0; i < marked.size(); i++) {
      if (heldOut.contains(i)) {
        Item item = marked.get(i);
        marked.set(
            i, new HandwrittenLog().item(item.id(), "tested zebra").log().items().getFirst());
        tested++;
      }
    }
    assertThat(tested).isBetween(20, FIT.events().items().size() / 2);
    for (int level = 0; level < 2; level++) {
      for (int group = 0; group < levels.get(level).groups(); group++) {
        assertThat(heldOut.of(levels.get(level), group)).allMatch(heldOut::contains);
      }
    }
    List<Description> described =
        Describing.describe(
            FIT.events().withItems(marked),
            FIT.profiles(),
            FIT.segmentation(),
            placing(FIT),
            DescribeOptions.defaults(),
            new BitSet(),
            WORKERS,
            Progress.NONE);
    assertThat(described)
        .allSatisfy(
            d -> {
              assertThat(d.name()).doesNotContainIgnoringCase("zebra");
              assertThat(d.text()).doesNotContain("zebra");
              assertThat(d.phrases().toString()).doesNotContain("zebra");
            });
  }

  private static List<Lifts> levels(PlantedFit fit) {
    Touched items = Touched.items(fit.events());
    return List.of(
        Lifts.of(items, Groups.segments(fit.segmentation())),
        Lifts.of(items, Groups.subsegments(fit.segmentation())));
  }

  @Test
  void whatWasRatedWorstIsNoEvidence() {
    HandwrittenLog log = new HandwrittenLog();
    int[] segment = new int[40];
    for (int u = 0; u < 40; u++) {
      String user = String.format(Locale.ROOT, "u%02d", u);
      segment[u] = u % 2;
      log.rating(user, u % 2 == 0 ? "space opera" : "court drama", 5, 0);
      log.rating(user, u % 2 == 0 ? "court drama" : "space opera", 1, 1);
    }
    List<Description> described = ofTwoGroups(log.log(), segment);
    assertThat(described.getFirst().items())
        .extracting(Description.Lift::label)
        .containsExactly("space opera");
    assertThat(described.getFirst().name()).isEqualTo("Space opera");
  }

  @Test
  void whereNothingCanBeSaidTheNameIsTheId() {
    HandwrittenLog log = new HandwrittenLog();
    int[] segment = new int[40];
    for (int u = 0; u < 40; u++) {
      segment[u] = u % 2;
      log.search(String.format(Locale.ROOT, "u%02d", u), "wish " + u, 0);
    }
    assertThat(ofTwoGroups(log.log(), segment))
        .extracting(Description::name)
        .containsExactly("Segment s1", "Segment s2", "Segment s1.1", "Segment s2.1");
  }

  @Test
  void groupsOfTheSameThingsStillHaveNamesOfTheirOwn() {
    HandwrittenLog log = new HandwrittenLog();
    int[] segment = new int[40];
    for (int u = 0; u < 40; u++) {
      segment[u] = u % 2;
      log.event(String.format(Locale.ROOT, "u%02d", u), EventKind.VIEW, "green tea", 0);
    }
    List<Description> descriptions = ofTwoGroups(log.log(), segment);
    List<String> names = new ArrayList<>();
    descriptions.forEach(d -> names.add(d.name().toLowerCase(Locale.ROOT)));
    assertThat(names).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void isTheSameForAnyThreads() {
    try (Workers one = Workers.of(1);
        Workers eight = Workers.of(8)) {
      assertThat(describe(FIT, one)).isEqualTo(DESCRIPTIONS);
      assertThat(describe(FIT, eight)).isEqualTo(DESCRIPTIONS);
    }
  }
}
