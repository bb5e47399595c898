package dev.coterie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Choices.Choice;
import dev.coterie.domain.Fit;
import dev.coterie.domain.Segmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Catalogues of so few items that there is little to learn a space from. */
class SmallCatalogueTest {
  private static final String[] TITLES = {
    "green tea", "tea pot", "tea cup", "road bike", "bike lamp", "bike bell"
  };

  @TempDir private Path folder;

  /** Each user touches some items of one half of the catalogue, and few touch one of the other. */
  private Path events(int users, int items, boolean titled) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    List<String> lines = new ArrayList<>(List.of("user_id,item_id,time,title"));
    int half = Math.max(1, items / 2);
    for (int u = 0; u < users; u++) {
      boolean second = u % 2 == 1;
      for (int touch = 0; touch < 4; touch++) {
        boolean strays = random.nextInt(20) == 0;
        int item = second ^ strays ? half + random.nextInt(items - half) : random.nextInt(half);
        lines.add(
            "u%04d,%s,2024-01-%02dT%02d:00:00Z,%s"
                .formatted(
                    u,
                    "x" + item,
                    1 + random.nextInt(28),
                    random.nextInt(24),
                    titled ? TITLES[item % TITLES.length] : ""));
      }
    }
    return Files.write(folder.resolve("events.csv"), lines);
  }

  private Fit fit(int users, int items, boolean titled) throws IOException {
    return Story.fit(folder, List.of(events(users, items, titled)), List.of(), 2);
  }

  @ParameterizedTest
  @CsvSource({"150, 6, false", "150, 6, true", "5, 3, false", "5, 3, true", "1000, 2, false"})
  void isFittedWithNothingSaid(int users, int items, boolean titled) throws IOException {
    Fit fit = fit(users, items, titled);
    assertThat(fit.lists()).hasSize(users);
    assertThat(fit.segmentation().segment()).hasSize(users);
    fit.profiles().interest().requireFinite("interest");
    assertThat(fit.segmentation().verdict().reason()).doesNotContain(": 0 users");
    assertThat(fit.manifest().choices().choices())
        .filteredOn(choice -> choice.setting().startsWith("profile."))
        .allSatisfy(choice -> assertThat(choice.criterion().code()).startsWith("default"));
  }

  @ParameterizedTest
  @CsvSource({"150, 6, false", "1000, 2, false"})
  void itsHalvesAreFoundFromBehaviourAlone(int users, int items, boolean titled)
      throws IOException {
    Fit fit = fit(users, items, titled);
    assertThat(fit.space().method()).isEqualTo("tfidf-svd");
    Segmentation found = fit.segmentation();
    assertThat(found.segments()).isGreaterThanOrEqualTo(2);
    int[][] votes = new int[found.segments()][2];
    for (int u = 0; u < users; u++) {
      votes[found.segment()[u]][u % 2]++;
    }
    assertThat(Arrays.stream(votes).mapToInt(v -> Math.max(v[0], v[1])).sum())
        .isGreaterThanOrEqualTo((int) (0.9 * users));
  }

  @Test
  void whereNobodyTouchesTwoThingsTheSpaceIsMadeOfWhoTouchesWhat() throws IOException {
    List<String> lines = new ArrayList<>(List.of("user_id,item_id,time"));
    for (int u = 0; u < 240; u++) {
      lines.add("u%03d,x%02d,2024-01-%02d".formatted(u, u % 12, 1 + u / 12));
    }
    Fit fit =
        Story.fit(folder, List.of(Files.write(folder.resolve("once.csv"), lines)), List.of(), 2);
    assertThat(fit.space().method()).isEqualTo("tfidf-svd");
    assertThat(IntStream.of(fit.segmentation().segment()).distinct().count())
        .isGreaterThanOrEqualTo(10);
    assertThat(fit.manifest().choices().choices())
        .filteredOn(choice -> choice.setting().equals("profile.factorisation"))
        .extracting(Choice::chosen)
        .containsExactly("tfidf-svd");
  }
}
