package dev.coterie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.profile.Factorisation;
import dev.coterie.pipeline.profile.Scaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {
  @TempDir Path folder;

  @Test
  void defaultsGoThereAndBackUnchanged() throws IOException {
    String text = ConfigurationFile.defaults().text();
    Path file = Files.writeString(folder.resolve("all.yaml"), text);

    ConfigurationFile read = ConfigurationFile.defaults().overlay(file);

    assertThat(read.text()).isEqualTo(text);
    assertThat(read.read()).isEqualTo(FitConfiguration.defaults());
    assertThat(text).contains("half-life-days: null", "scaler: \"standard\"", "zh: \"bge-zh\"");
  }

  @Test
  void everySettingGoesThereAndBackUnchanged() throws IOException {
    ConfigurationFile set =
        ConfigurationFile.defaults()
            .set("source.events=[a.csv]")
            .set("source.map.user=CustomerID")
            .set("source.missing.user=['0']")
            .set("source.weights={PURCHASE: 4, LIKE: 1.5}")
            .set("embedding.models.en=bge-en")
            .set("profile.factorisation=tfidf-svd")
            .set("profile.half-life-days=30")
            .set("profile.scaler=unit-length")
            .set("segments.k=7")
            .set("recommend.seen=true")
            .set("seed=9");
    FitConfiguration configuration = set.read();
    String text = ConfigurationFile.of(configuration).text();
    Path file = Files.writeString(folder.resolve("set.yaml"), text);

    ConfigurationFile read = ConfigurationFile.defaults().overlay(file);

    assertThat(read.read()).isEqualTo(configuration);
    assertThat(read.text()).isEqualTo(text);
    assertThat(ConfigurationFile.defaults().overlay(set.asMap()).read()).isEqualTo(configuration);
    assertThat(configuration.profile().factorisation()).contains(Factorisation.TFIDF_SVD);
    assertThat(configuration.profile().halfLifeDays()).contains(30.0);
    assertThat(configuration.profile().scaler()).isEqualTo(Scaler.UNIT_LENGTH);
    assertThat(configuration.segments().k()).contains(7);
    assertThat(configuration.recommend().seen()).isTrue();
    assertThat(configuration.source().weights()).isEqualTo(Map.of("PURCHASE", 4.0, "LIKE", 1.5));
  }

  @Test
  void keysOfTheUsersOwnAreJoined() throws IOException {
    Path first = Files.writeString(folder.resolve("1.yaml"), "source: {map: {user: u}}");
    Path second = Files.writeString(folder.resolve("2.yaml"), "source: {map: {item: i}}");

    FitConfiguration read =
        ConfigurationFile.defaults()
            .overlay(first)
            .overlay(second)
            .set("embedding.models.en=bge-en")
            .read();

    assertThat(read.source().map()).isEqualTo(Map.of("user", "u", "item", "i"));
    assertThat(read.embedding())
        .isEqualTo(new EmbeddingOptions(Map.of("zh", "bge-zh", "en", "bge-en"), "minilm"));
  }

  @Test
  void anEmptyFileChangesNothing() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "# nothing yet\n");

    assertThat(ConfigurationFile.defaults().overlay(empty).read())
        .isEqualTo(FitConfiguration.defaults());
  }

  @Test
  void autoLeavesAChoiceToTheProgram() {
    assertThat(ConfigurationFile.defaults().set("segments.k=4").set("segments.k=auto").read())
        .isEqualTo(FitConfiguration.defaults());
  }

  @Test
  void unknownKeysAreToldAllAtOnce() throws IOException {
    Path file =
        Files.writeString(folder.resolve("bad.yaml"), "segment: {k: 3}\nsource: {evnts: [a]}\n");

    assertThatThrownBy(() -> ConfigurationFile.defaults().overlay(file).set("sed=3").read())
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("bad.yaml: unknown key segment, did you mean segments?")
        .hasMessageContaining("bad.yaml: unknown key source.evnts, did you mean source.events?")
        .hasMessageContaining("--set: unknown key sed, did you mean seed?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "segments.k=eight|segments.k: 'eight' is not a whole number.",
        "segments.k=0|k must be at least 1, not 0",
        "segments.temperature=warm|segments.temperature: 'warm' is not a number.",
        "segments=3|segments holds keys, not a value",
        "profile.scaler=minmax|did you mean 'min-max'?",
        "profile.factorisation=magic|take ppmi or tfidf-svd",
        "recommend.length=auto|recommend.length",
        "=3|write KEY=VALUE"
      })
  void aBadValueIsRefusedWithItsKey(String setting, String message) {
    assertThatThrownBy(() -> ConfigurationFile.defaults().set(setting).read())
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsNoYamlIsRefused() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [1\nb: {");
    Path twice = Files.writeString(folder.resolve("twice.yaml"), "seed: 1\nseed: 2\n");

    assertThatThrownBy(() -> ConfigurationFile.defaults().overlay(broken))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("is not YAML");
    assertThatThrownBy(() -> ConfigurationFile.defaults().overlay(twice))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("seed");
    assertThatThrownBy(() -> ConfigurationFile.defaults().overlay(folder.resolve("no.yaml")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no.yaml");
  }
}
