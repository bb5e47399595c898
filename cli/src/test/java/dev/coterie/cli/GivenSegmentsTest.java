package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Segments that a team gives, and goals in words. */
class GivenSegmentsTest {
  private static final String COFFEE =
      """
      segments:
        - id: coffee
          name: Coffee people
          description: They brew.
          items: [i0-00, i0-05]
          words: [coffee grinder]
      """;

  @TempDir private static Path folder;
  private static SmallShop shop;

  @BeforeAll
  static void write() throws IOException {
    shop = SmallShop.write(folder, 60);
  }

  private static CommandRun fit(String out, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "fit",
                "--events",
                shop.events(),
                "--items",
                shop.items(),
                "--out",
                folder.resolve(out),
                "--set",
                "embedding.otherwise=tfidf",
                "--no-cache",
                "--threads",
                "2"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Map<String, String> places(String of) {
    Map<String, String> places = new HashMap<>();
    for (JsonNode user :
        CommandRun.of("users", folder.resolve(of), "--format", "json").json().get("users")) {
      places.put(user.get("user_id").asString(), user.get("segment_id").asString());
    }
    return places;
  }

  @Test
  void whoIsLikeAGivenSegmentIsThereAndTheRestIsFoundAround() throws IOException {
    CommandRun run = fit("given", "--k", "2", "--segments-file", file("coffee.yaml", COFFEE));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("chosen: segments.coffee.minimum");
    Map<String, String> places = places("given");
    for (int u = 0; u < 60; u++) {
      String place = places.getOrDefault("u%04d".formatted(u), "");
      if (u % 3 == 0) {
        assertThat(place).as("user " + u).isEqualTo("coffee");
      } else {
        assertThat(place).as("user " + u).isIn("s1", "s2");
      }
    }
    CommandRun segments = CommandRun.of("segments", folder.resolve("given"), "--segment", "coffee");
    assertThat(segments.out()).contains("Coffee people", "They brew.");

    Path assigned = folder.resolve("assigned.csv");
    CommandRun assign =
        CommandRun.of(
            "assign",
            folder.resolve("given"),
            "--events",
            shop.events(),
            "--out",
            assigned,
            "--no-cache");
    assertThat(assign.code()).as(assign.err()).isZero();
    for (String line : Files.readAllLines(assigned).subList(1, 61)) {
      String[] cells = line.split(",", 3);
      assertThat(cells[1]).as(cells[0]).isEqualTo(places.get(cells[0]));
    }

    CommandRun next =
        fit(
            "next",
            "--from",
            folder.resolve("given"),
            "--segments-file",
            folder.resolve("coffee.yaml"));
    assertThat(next.code()).as(next.err()).isZero();
    assertThat(places("next")).as("a refit of the same moves nobody").isEqualTo(places);
  }

  @Test
  void aConditionOverBehaviourIsARule() throws IOException {
    String rule =
        """
        segments:
          - id: buyers
            where: distinct_items >= 10 AND count_purchase > 0
        """;
    CommandRun run = fit("buyers", "--k", "3", "--segments-file", file("buyers.yaml", rule));
    assertThat(run.code()).as(run.err()).isZero();
    for (JsonNode user :
        CommandRun.of("users", folder.resolve("buyers"), "--format", "json").json().get("users")) {
      assertThat(user.get("segment_id").asString().equals("buyers"))
          .isEqualTo(user.get("distinct_items").asDouble() >= 10);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "segments:\\n  - id: a\\n    items: [i0-00]\\n  - id: a\\n    words: [x] | line 4: id 'a' is given twice, first in line 2",
        "segments:\\n  - id: a\\n    name: Nothing | line 2: segment 'a' has no rule",
        "segments:\\n  - id: a\\n    item: [i0-00] | line 3: unknown key 'item', did you mean 'items'?",
        "segments:\\n  - id: s3\\n    items: [i0-00] | line 2: id 's3' is none",
        "segments:\\n  - name: x\\n    items: [i0-00] | line 2: a segment without an id",
        "segments: [ | no YAML",
        "segment: [] | line 1: unknown key 'segment', did you mean 'segments'?",
        "segments:\\n  - id: a\\n    items: [i0-00]\\n    minimum: 3 | line 4: minimum is a cosine",
        "segments:\\n  - id: a\\n    items:\\n      - i0-00\\n      - i0-99 | line 5: no item 'i0-99', did you mean 'i0-",
        "segments:\\n  - id: a\\n    where: count_views > 3 | line 2: where: there is no behaviour feature 'count_views'",
        "segments:\\n  - id: a\\n    where: (SELECT 1) | line 2: where: there is no behaviour feature 'SELECT'",
        "segments:\\n  - id: a\\n    where: count_view > 3; DROP | line 2: where: '; DROP' is more than",
        "segments:\\n  - id: a\\n    where: count_view > | line 2: where:",
        "segments:\\n  - id: a\\n    where: count_view > 999 | line 2: nobody is in segment 'a'",
      })
  void whatIsWrongIsToldWithItsLine(String text, String message) throws IOException {
    CommandRun run =
        fit("no", "--segments-file", file("wrong.yaml", text.translateEscapes().strip()));
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(run.err()).contains("wrong.yaml", message);
    assertThat(run.err().lines().filter(line -> line.startsWith("coterie:")).count()).isEqualTo(1);
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void aGoalSetsWeightsAndSaysHow() {
    CommandRun run = fit("goal", "--k", "2", "--goal", "how often they come, and how loyal");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("profile.behaviour-weight=2.0, frequency 1.0");
    CommandRun missing = fit("spend", "--k", "2", "--goal", "by price sensitivity");
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.err()).contains("asks for spend alone");
    CommandRun none = fit("none", "--goal", "make it nice");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("'make it nice' names nothing").contains("spend");
  }
}
