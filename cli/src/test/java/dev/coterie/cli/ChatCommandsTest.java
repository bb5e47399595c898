package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ChatCommandsTest {
  /** A port where nobody answers. */
  private static final String NOWHERE = "http://127.0.0.1:9/v1";

  @TempDir private Path folder;

  private Path settings(String... more) throws IOException {
    String chat =
        """
        embedding:
          models: {zh: tfidf}
          otherwise: tfidf
        chat:
          url: %s
          model: small
          key-variable: COTERIE_NO_SUCH_KEY
          attempts: 1
          price-read: 1
          price-written: 4
        """
            .formatted(NOWHERE);
    return Files.writeString(folder.resolve("shop.yaml"), chat + String.join("\n", more));
  }

  private CommandRun fit(Object... more) throws IOException {
    SmallShop shop = SmallShop.write(folder, 60);
    List<Object> words =
        new ArrayList<>(List.of("fit", "--events", shop.events(), "--items", shop.items()));
    words.addAll(List.of("--config", settings(), "--no-cache", "--k", 3));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  @Test
  void aDryRunPrintsThePromptsAndTheirCostAndWritesNothing() throws IOException {
    Path out = folder.resolve("snapshot");
    CommandRun run = fit("--dry-run-chat", "--out", out, "--format", "json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(out).doesNotExist();
    JsonNode forecast = run.json();
    assertThat(forecast.path("model").asString()).isEqualTo("small");
    assertThat(forecast.path("questions").asInt())
        .isPositive()
        .isEqualTo(forecast.path("prompts").size());
    assertThat(forecast.path("cost").asDouble()).isPositive();
    assertThat(forecast.path("prompts").toString()).contains("espresso").contains("group 3");
    CommandRun forPeople = fit("--dry-run-chat");
    assertThat(forPeople.out()).contains("group 1\n").contains("cost_at_most");
    assertThat(forPeople.err()).contains("Nothing was asked");
  }

  @Test
  void withoutAModelThereIsNoDryRun() throws IOException {
    SmallShop shop = SmallShop.write(folder, 10);
    CommandRun run = CommandRun.of("fit", "--events", shop.events(), "--dry-run-chat");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("chat.url");
  }

  @Test
  void aServerThatIsNotThereIsToldAndTheSnapshotIsWritten() throws IOException {
    Path out = folder.resolve("snapshot");
    CommandRun run = fit("--out", out);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("named 0 of").contains(NOWHERE).contains("cannot be reached");
    JsonNode segments = CommandRun.of("segments", out, "--format", "json").json().path("segments");
    assertThat(segments.path(0).path("name").asString()).isNotEmpty();
    assertThat(segments.path(0).has("writer")).isTrue();
    assertThat(segments.path(0).path("writer").isNull()).isTrue();
  }

  @Test
  void theDoctorTellsTheModelItsAddressAndWhetherTheKeyIsThere() throws IOException {
    JsonNode local = CommandRun.of("doctor", "--config", settings(), "--format", "json").json();
    assertThat(finding(local, "chat model").path("found").asString())
        .isEqualTo("small at " + NOWHERE + ", key not set in COTERIE_NO_SUCH_KEY");
    assertThat(finding(local, "chat model").path("status").asString()).isEqualTo("ok");
    JsonNode far =
        CommandRun.of(
                "doctor",
                "--set",
                "embedding.otherwise=https://models.example/v1#big",
                "--set",
                "embedding.remote.key-variable=COTERIE_NO_SUCH_KEY",
                "--format",
                "json")
            .json();
    JsonNode embedder = finding(far, "remote embedder");
    assertThat(embedder.path("found").asString()).contains("big at https://models.example/v1");
    assertThat(embedder.path("status").asString()).isEqualTo("warning");
    assertThat(embedder.path("remedy").asString()).contains("COTERIE_NO_SUCH_KEY");
    assertThat(finding(far, "chat model").path("found").asString()).startsWith("none");
  }

  private static JsonNode finding(JsonNode report, String name) {
    for (JsonNode check : report.path("checks")) {
      if (check.path("name").asString().equals(name)) {
        return check;
      }
    }
    return report.path("no such check");
  }
}
