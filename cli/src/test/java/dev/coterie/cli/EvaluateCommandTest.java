package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.numeric.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvaluateCommandTest {
  @TempDir Path folder;

  @Test
  void everyRecommenderIsMeasuredOnWhatWasHeldBack() throws IOException {
    SmallShop shop = SmallShop.write(folder, 150);

    CommandRun run =
        CommandRun.of(
            "evaluate", "--events", shop.events(), "--k", "10,5", "--no-cache", "--format", "json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("No --split was given: temporal:0.9");
    JsonNode result = run.json();
    assertThat(result.get("split").asString()).isEqualTo("temporal:0.9");
    assertThat(result.get("users").asInt()).isBetween(20, 150);
    List<String> names = new ArrayList<>();
    for (JsonNode model : result.get("models")) {
      names.add(model.get("name").asString());
      assertThat(model.get("metrics").propertyNames())
          .contains(
              "ndcg@5",
              "ndcg@10",
              "recall@10",
              "precision@10",
              "map@10",
              "mrr@10",
              "hit-rate@10",
              "coverage@10");
      JsonNode ndcg = model.at("/metrics/ndcg@10");
      assertThat(ndcg.propertyNames()).containsExactly("mean", "low", "high");
      assertThat(ndcg.get("mean").asDouble())
          .isBetween(ndcg.get("low").asDouble(), ndcg.get("high").asDouble());
    }
    assertThat(names)
        .contains(
            "popularity",
            "recent-popularity",
            "segment",
            "segment-neighbours",
            "ease",
            "content",
            "fused");
    assertThat(ndcg(result, "fused")).isGreaterThan(2 * ndcg(result, "popularity"));
    assertThat(names.getLast()).isEqualTo("fused");
    JsonNode fused = result.at("/models/" + (names.size() - 1));
    assertThat(fused.at("/above").propertyNames()).containsExactly("recent-popularity", "ease");
    assertThat(fused.at("/above/recent-popularity/low").asDouble()).isPositive();
    assertThat(fused.at("/variation").propertyNames())
        .containsExactly("auc", "gini", "novelty", "diversity", "calibration", "same_list");
    assertThat(fused.at("/variation/auc/mean").asDouble()).isGreaterThan(0.8);
    assertThat(result.at("/models/0/variation/gini").asDouble())
        .as("popularity gives few items")
        .isGreaterThan(fused.at("/variation/gini").asDouble());
    for (String groups : List.of("by_history", "by_segment")) {
      int users = 0;
      for (JsonNode group : result.get(groups)) {
        users += group.get("users").asInt();
        assertThat(group.get("ndcg").propertyNames()).containsExactlyElementsOf(names);
      }
      assertThat(users).as(groups).isEqualTo(result.get("users").asInt());
    }
    assertThat(result.at("/segments/verdict").asString())
        .startsWith("Segments ")
        .contains("known events");
    assertThat(result.at("/segments/differences/segment_alone/low").asDouble()).isPositive();
    assertThat(result.at("/segments/by_count").size()).isPositive();
    for (JsonNode count : result.at("/segments/by_count")) {
      assertThat(count.at("/differences/segment_alone/mean").asDouble())
          .as("%d segments", count.get("segments").asInt())
          .isPositive();
    }
  }

  @Test
  void newUsersAreForeseenFromOneEvent() throws IOException {
    SmallShop shop = SmallShop.write(folder, 150);

    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--events",
            shop.events(),
            "--split",
            "cold-users:0.8",
            "--no-cache",
            "--format",
            "json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode result = run.json();
    assertThat(result.get("split").asString()).isEqualTo("cold-users:0.8");
    assertThat(result.get("users").asInt()).isBetween(10, 30);
    assertThat(result.get("by_history")).hasSize(1);
    assertThat(result.at("/by_history/0/group").asString()).isEqualTo("1-5");
    assertThat(ndcg(result, "fused")).isGreaterThan(1.5 * ndcg(result, "popularity"));
  }

  @Test
  void newItemsAreForeseenFromTheirTexts() throws IOException {
    SmallShop shop = SmallShop.write(folder, 150);

    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--events",
            shop.events(),
            "--items",
            shop.items(),
            "--split",
            "cold-items:0.8",
            "--no-cache",
            "--set",
            "embedding.otherwise=tfidf",
            "--format",
            "json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode result = run.json();
    assertThat(result.get("segments").isNull()).isTrue();
    for (String name : List.of("content", "text", "warp", "fused", "fused-without-segments")) {
      assertThat(ndcg(result, name)).as(name).isGreaterThan(1.3 * ndcg(result, "popularity"));
    }
  }

  @Test
  void aPublicProtocolTakesNoNewcomersAndPeopleReadTheVerdict() throws IOException {
    SmallShop shop = SmallShop.write(folder, 60);
    CommandRun refused =
        CommandRun.of(
            "evaluate",
            "--events",
            shop.events(),
            "--protocol",
            "lightgcn",
            "--split",
            "cold-users:0.9");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("not by cold-users:0.9");

    Path page = folder.resolve("evaluation.html");
    CommandRun run =
        CommandRun.of("evaluate", "--events", shop.events(), "--no-cache", "--report", page);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("above ease", "same list", "6-20 (", "Segments ");
    assertThat(run.err()).contains("wrote " + page);
    assertThat(Files.readString(page))
        .contains("<svg", ">fused<", "By how many events", "Segments ", "default-src 'none'")
        .doesNotContain("<script", "NaN", "null");
  }

  @Test
  void filesAreJudgedByAProtocolAndWhatWasLearnedIsTold() throws IOException {
    StringBuilder train = new StringBuilder("user_id,item_id,rating\n");
    StringBuilder test = new StringBuilder("user_id,item_id,rating\n");
    SplittableRandom random = Seeds.stream(5, "rated");
    for (int u = 0; u < 120; u++) {
      for (int i = 0; i < 30; i++) {
        boolean likes = i % 3 == u % 3;
        if (random.nextDouble() < (likes ? 0.8 : 0.1)) {
          (random.nextDouble() < 0.75 ? train : test)
              .append("u%d,i%d,%d%n".formatted(u, i, likes ? 4 + i % 2 : 1));
        }
      }
    }

    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--train",
            Files.writeString(folder.resolve("train.csv"), train),
            "--test",
            Files.writeString(folder.resolve("test.csv"), test),
            "--protocol",
            "ms-movielens",
            "--no-cache",
            "--format",
            "json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("fused = ", "recommend.ease: strengths to the power");
    JsonNode result = run.json();
    double weights = 0;
    for (String name : List.of("segment", "ease", "slim", "ials")) {
      weights += result.at("/fusion/weights/" + name).asDouble();
      assertThat(result.at("/fusion/validation/fused").asDouble())
          .isGreaterThanOrEqualTo(result.at("/fusion/validation/" + name).asDouble());
    }
    assertThat(weights).isEqualTo(1);
    assertThat(ndcg(result, "fused")).isGreaterThan(1.3 * ndcg(result, "popularity"));
  }

  @Test
  void aProtocolWhosePartsAreDrawnByChanceTakesNoSplitInTime() throws IOException {
    SmallShop shop = SmallShop.write(folder, 20);
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--events",
            shop.events(),
            "--protocol",
            "lightgcn",
            "--split",
            "leave-last-out");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("lightgcn", "drawn by chance", "per-user:0.8");
  }

  private static double ndcg(JsonNode result, String name) {
    for (JsonNode model : result.get("models")) {
      if (model.get("name").asString().equals(name)) {
        return model.at("/metrics/ndcg@10/mean").asDouble();
      }
    }
    throw new AssertionError("no model " + name);
  }
}
