package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TuneCommandTest {
  @TempDir private static Path folder;
  private static SmallShop shop;

  @BeforeAll
  static void write() throws IOException {
    shop = SmallShop.write(folder, 90);
  }

  private static CommandRun tune(Path out, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "tune",
                "--events",
                shop.events(),
                "--items",
                shop.items(),
                "--out",
                out,
                "--set",
                "embedding.otherwise=tfidf",
                "--no-cache",
                "--format",
                "json"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private static JsonNode tuned(Path out, Object... more) {
    CommandRun run = tune(out, more);
    assertThat(run.code()).as(run.err()).isZero();
    return run.json();
  }

  @Test
  void aFitWithTheFileHasTheFiguresThatWereTold() {
    Path out = folder.resolve("coterie.yaml");
    JsonNode result = tuned(out, "--budget", "8", "--threads", "2");
    assertThat(result.get("trials")).hasSize(8);
    int best = result.get("best").asInt();
    double highest = result.get("trials").get(best - 1).get("figure").asDouble();
    result
        .get("trials")
        .forEach(trial -> assertThat(trial.get("figure").asDouble()).isLessThanOrEqualTo(highest));

    Path snapshot = folder.resolve("snapshot");
    CommandRun fit =
        CommandRun.of("fit", "--config", out, "--no-cache", "--threads", "1", "--out", snapshot);
    assertThat(fit.code()).as(fit.err()).isZero();
    JsonNode overall =
        JsonMapper.shared().readTree(snapshot.resolve("manifest.json")).get("segmentation");
    assertThat(overall.get("segments").asInt())
        .isEqualTo(result.get("fit").get("segments").asInt());
    for (String figure : List.of("silhouette", "stability")) {
      assertThat(overall.get("overall").get(figure).asDouble())
          .isCloseTo(result.get("fit").get(figure).asDouble(), within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lift", "silhouette", "stability"})
  void aNumberOfTrialsIsTheSameSearchForAnyNumberOfThreads(String objective) throws IOException {
    Path one = folder.resolve("one.yaml");
    Path three = folder.resolve("three.yaml");
    Object[] search = {"--budget", "3", "--objective", objective, "--threads"};
    tuned(one, with(search, "1"));
    tuned(three, with(search, "3"));
    assertThat(Files.readString(three)).isEqualTo(Files.readString(one));
  }

  private static Object[] with(Object[] words, Object last) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.add(last);
    return all.toArray();
  }

  @Test
  void whatIsGivenStays() {
    JsonNode result =
        tuned(
            folder.resolve("given.yaml"),
            "--budget",
            "6",
            "--set",
            "segments.algorithm=ward",
            "--set",
            "segments.k=3");
    result
        .get("trials")
        .forEach(
            trial -> {
              assertThat(trial.get("algorithm").asString()).isEqualTo("ward");
              assertThat(trial.get("segments").asInt()).isLessThanOrEqualTo(3);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "soon", "-3", "12d"})
  void aBudgetThatIsNoneIsRefusedBeforeTheWork(String budget) {
    CommandRun run = tune(folder.resolve("no.yaml"), "--budget", budget);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("'" + budget + "'").contains("120s");
  }
}
