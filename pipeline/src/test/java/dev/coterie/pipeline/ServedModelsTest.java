package dev.coterie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException;
import dev.coterie.domain.Description;
import dev.coterie.domain.Fit;
import dev.coterie.language.remote.ModelServer;
import dev.coterie.language.remote.ModelServer.Received;
import dev.coterie.language.remote.ModelServer.Said;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.chat.ChatSource;
import dev.coterie.pipeline.chat.FolderAnswers;
import dev.coterie.pipeline.embed.VectorCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The whole story with embedder and chat model behind a server that has its moods. */
class ServedModelsTest {
  private static final Pattern FIRST_PHRASE =
      Pattern.compile("group (\\d+)\n  (?:phrases|items): \"([^\"]+)\"");

  @TempDir private Path folder;
  private final ModelServer server = ModelServer.start().chat(ServedModelsTest::name);

  @BeforeEach
  void write() {
    PlantedEvents.of(Shape.PLAIN.withUsers(120), 3).write(folder.resolve("files"), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** In the words of the evidence alone: the server's embedder knows words, not meanings. */
  private static Said name(Received request) {
    List<Map<String, String>> groups = new ArrayList<>();
    FIRST_PHRASE
        .matcher(request.prompt())
        .results()
        .forEach(
            found ->
                groups.add(
                    Map.of(
                        "group", found.group(1),
                        "name", found.group(2),
                        "description", found.group(2))));
    return Said.whole(new JsonMapper().writeValueAsString(Map.of("groups", groups)));
  }

  private Fit fit(String... settings) throws IOException {
    ConfigurationFile configuration =
        ConfigurationFile.defaults()
            .set("source.events=['" + folder.resolve("files/events.csv") + "']")
            .set("source.items=['" + folder.resolve("files/items.csv") + "']")
            .set("segments.k=4")
            .set("embedding.otherwise=tfidf")
            .set("embedding.models.zh=tfidf")
            .set("embedding.remote.key-variable=COTERIE_NO_SUCH_KEY")
            .set("embedding.remote.timeout-seconds=5")
            .set("chat.key-variable=COTERIE_NO_SUCH_KEY")
            .set("chat.attempts=2");
    List.of(settings).forEach(configuration::set);
    Path cache = folder.resolve("cache");
    return InterestPipeline.fit(
        configuration.read(),
        new Machine(
            2,
            1L << 30,
            Files.createTempDirectory(folder, "fit"),
            VectorCache.in(cache),
            ChatSource.server(new FolderAnswers(cache))),
        Progress.NONE);
  }

  @Test
  void aFitGoesThroughTheirMoodsAndKeepsWhatItPaidFor() throws IOException {
    server
        .next(ModelServer.status(429, "", "Retry-After", "0"))
        .next(ModelServer.cutOff())
        .next(ModelServer.status(500, "", "Retry-After", "0"));
    String[] settings = {
      "embedding.otherwise=" + server.base() + "#small",
      "chat.url=" + server.base(),
      "chat.model=small",
      "chat.attempts=5"
    };
    Fit first = fit(settings);
    assertThat(first.manifest().counts().get("embedding_calls")).isPositive();
    assertThat(first.manifest().counts().get("embedding_tokens")).isPositive();
    assertThat(first.manifest().counts().get("chat_calls")).isPositive();
    assertThat(first.manifest().counts().get("chat_tokens")).isPositive();
    assertThat(first.manifest().counts().get("names_written")).isPositive();
    assertThat(first.descriptions()).anySatisfy(d -> assertThat(d.writer()).contains("small"));
    assertThat(first.manifest().versions().toString()).contains("remote-small/127.0.0.1");

    int before = server.received().size();
    Fit second = fit(settings);
    assertThat(server.received()).as("all was kept").hasSize(before);
    assertThat(second.descriptions()).isEqualTo(first.descriptions());
  }

  @Test
  void aChatModelThatIsNotThereFailsNothing() throws IOException {
    List<Description> own = fit().descriptions();
    String nowhere = server.base().toString();
    server.close();
    Fit fit = fit("chat.url=" + nowhere, "chat.model=small");
    assertThat(fit.descriptions()).isEqualTo(own);
    assertThat(fit.manifest().counts()).containsEntry("names_written", 0L);
    assertThat(fit.manifest().counts().get("chat_refused")).isPositive();
  }

  @Test
  void anEmbedderThatIsNotThereIsNamed() {
    String nowhere = server.base().toString();
    server.close();
    assertThatThrownBy(
            () -> fit("embedding.otherwise=" + nowhere + "#small", "embedding.remote.attempts=1"))
        .isInstanceOf(CoterieException.JobFailed.class)
        .hasMessageContaining(nowhere);
    assertThatThrownBy(() -> fit("embedding.otherwise=" + nowhere))
        .isInstanceOf(CoterieException.BadUsage.class)
        .hasMessageContaining("URL#MODEL");
  }

  @Test
  void withoutTheirNamesNobodyIsAsked() throws IOException {
    Fit fit = fit();
    assertThat(server.received()).isEmpty();
    assertThat(fit.manifest().counts()).doesNotContainKeys("chat_calls", "embedding_calls");
    assertThat(fit.descriptions()).allSatisfy(d -> assertThat(d.writer()).isEmpty());
  }
}
