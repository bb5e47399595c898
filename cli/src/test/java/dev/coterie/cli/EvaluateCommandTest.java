package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
