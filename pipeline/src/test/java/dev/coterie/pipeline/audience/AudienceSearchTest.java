package dev.coterie.pipeline.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Fit;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.Story;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.audience.Audience.Found;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.report.ReportLanguage;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudienceSearchTest {
  private static final Shape SHAPE = Shape.PLAIN.withUsers(160);

  @TempDir private static Path folder;
  private static PlantedEvents planted;
  private static Fit fit;
  private static Workers workers;
  private static AudienceSearch search;

  @BeforeAll
  static void fit() {
    planted = PlantedEvents.of(SHAPE, 8);
    planted.write(folder, 0);
    fit = Story.fit(folder, folder, 2);
    SnapshotWriter.write(fit, folder.resolve("snapshot"), false);
    workers = Workers.of(2);
    search = search(workers);
  }

  @AfterAll
  static void close() {
    workers.close();
  }

  private static AudienceSearch search(Workers workers) {
    Answers answers =
        Answers.of(
            SnapshotReader.open(folder.resolve("snapshot")),
            UnaryOperator.identity(),
            VectorCache.none(),
            workers,
            Progress.NONE);
    return new AudienceSearch(answers, new ReasonText(ReportLanguage.ENGLISH, List.of("VIEW")));
  }

  private static Audience find(Target target, String size) {
    return search.find(
        target, Optional.of(AudienceSize.parse(size)), 1, 1_000, workers, Progress.NONE);
  }

  private static EventLog events() {
    return fit.data().events();
  }

  private static Set<String> touching(String item) {
    Set<String> users = new HashSet<>();
    for (int e = 0; e < events().size(); e++) {
      int touched = events().item()[e];
      if (touched != EventLog.NONE && events().items().get(touched).id().equals(item)) {
        users.add(events().users().get(events().user()[e]));
      }
    }
    return users;
  }

  private static int interest(String user) {
    return planted.interestOfUser()[planted.log().users().indexOf(user)];
  }

  private static List<String> ids(Audience audience) {
    return audience.users().stream().map(Found::userId).toList();
  }

  @Test
  void anItemIsForThoseOfItsInterestWhoHaveItNot() {
    int number = 3;
    String item = planted.log().items().get(number).id();
    Audience audience = find(new Target.ForItem(item), "15");

    assertThat(audience.items()).extracting(Audience.Wanted::itemId).containsExactly(item);
    assertThat(audience.users()).hasSize(15);
    assertThat(audience.eligible()).isEqualTo(SHAPE.users() - touching(item).size());
    assertThat(ids(audience)).doesNotContainAnyElementsOf(touching(item)).doesNotHaveDuplicates();
    assertThat(ids(audience))
        .filteredOn(user -> interest(user) == planted.interestOfItem()[number])
        .hasSizeGreaterThanOrEqualTo(12);
    assertThat(audience.users()).allSatisfy(user -> assertThat(user.reasons()).isNotEmpty());
    assertThat(audience.users())
        .extracting(user -> user.affinity().orElseThrow())
        .isSortedAccordingTo((a, b) -> Double.compare(b, a))
        .allMatch(chance -> chance >= 0 && chance <= 1);
  }

  @Test
  void aSegmentHasItsOwnUsersWhereNoSizeIsAskedFor() {
    String segment = fit.segmentation().ids().getFirst();
    Audience audience =
        search.find(
            new Target.InSegment(segment), Optional.empty(), 1, 1_000, workers, Progress.NONE);

    long members = IntStream.of(fit.segmentation().segment()).filter(s -> s == 0).count();
    assertThat(audience.users())
        .hasSize((int) members)
        .allMatch(user -> user.segmentId().equals(segment));
    assertThat(audience.overlap())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.segmentId()).isEqualTo(segment);
              assertThat(part.share()).isEqualTo(1);
              assertThat(part.reach()).isEqualTo(1);
            });
  }

  @Test
  void lookalikesAreOfTheSameInterestAndNotOfTheList() {
    List<String> list =
        planted.log().users().stream().filter(user -> interest(user) == 1).limit(20).toList();
    Audience audience = find(new Target.LikeUsers(list), "10");

    assertThat(ids(audience)).doesNotContainAnyElementsOf(list);
    assertThat(ids(audience)).filteredOn(user -> interest(user) == 1).hasSizeGreaterThan(8);
    assertThat(audience.users())
        .allSatisfy(
            user ->
                assertThat(user.affinity())
                    .hasValueSatisfying(chance -> assertThat(chance).isBetween(0.0, 1.0)));
  }

  @Test
  void aShortListGivesNoChances() {
    Audience audience = find(new Target.LikeUsers(planted.log().users().subList(0, 3)), "4");
    assertThat(audience.users()).hasSize(4).allMatch(user -> user.affinity().isEmpty());
  }

  @Test
  void anAttributeStandsForAllItsItems() {
    Audience audience = find(new Target.ForAttribute("language", "EN"), "10%");
    assertThat(audience.users()).hasSize(16);
    assertThat(audience.items()).hasSize(SHAPE.items());
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    String item = planted.log().items().getFirst().id();
    Audience two = find(new Target.ForItem(item), "30");
    try (Workers three = Workers.of(3)) {
      assertThat(
              search(three)
                  .find(
                      new Target.ForItem(item),
                      Optional.of(AudienceSize.parse("30")),
                      1,
                      1_000,
                      three,
                      Progress.NONE))
          .isEqualTo(two);
    }
  }

  @Test
  void inALargeCrowdTheRankingIsAskedAboutThoseWhoAreNear() {
    String item = planted.log().items().get(3).id();
    Optional<AudienceSize> ten = Optional.of(AudienceSize.parse("10"));
    Audience near = search.find(new Target.ForItem(item), ten, 1, 30, workers, Progress.NONE);
    assertThat(near.eligible()).isBetween(10, 30);
    assertThat(ids(near))
        .hasSize(10)
        .containsAnyElementsOf(ids(find(new Target.ForItem(item), "10")));
  }

  @Test
  void refusesWhatTheSnapshotDoesNotKnow() {
    assertThatThrownBy(() -> find(new Target.ForItem("i0x"), "5"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no item i0x");
    assertThatThrownBy(() -> find(new Target.InSegment("s99"), "5")).hasMessageContaining("s99");
    assertThatThrownBy(() -> find(new Target.ForAttribute("colour", "red"), "5"))
        .hasMessageContaining("no attribute colour")
        .hasMessageContaining("category");
    assertThatThrownBy(() -> find(new Target.ForAttribute("language", "fr"), "5"))
        .hasMessageContaining("no language fr")
        .hasMessageContaining("en");
    assertThatThrownBy(() -> find(new Target.LikeUsers(List.of("nobody")), "5"))
        .hasMessageContaining("None of the 1 users");
    assertThatThrownBy(() -> find(new Target.ForText("tomato"), "5"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("tomato");
    assertThatThrownBy(
            () ->
                search.find(
                    new Target.LikeUsers(planted.log().users().subList(0, 5)),
                    Optional.of(AudienceSize.parse("7")),
                    8,
                    1_000,
                    workers,
                    Progress.NONE))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("7 users, fewer than 8");
    for (String size : List.of("0", "-3", "101%", "0%", "many", "")) {
      assertThatThrownBy(() -> AudienceSize.parse(size))
          .isInstanceOf(BadUsage.class)
          .hasMessageContaining("--size");
    }
  }
}
