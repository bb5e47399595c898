package dev.coterie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.profile.Factorisation;
import dev.coterie.pipeline.profile.Scaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
  @TempDir private Path folder;

  private Path yaml(String... lines) throws IOException {
    return Files.write(folder.resolve("coterie.yaml"), List.of(lines));
  }

  @Test
  void defaultsComeBackFromTheirTextUnchanged() throws IOException {
    String text = ConfigurationFile.defaults().text();
    ConfigurationFile again = ConfigurationFile.defaults().overlay(yaml(text));
    assertThat(again.read()).isEqualTo(FitConfiguration.defaults());
    assertThat(again.text()).isEqualTo(text);
    assertThat(ConfigurationFile.of(again.read()).text()).isEqualTo(text);
  }

  @Test
  void aFullConfigurationComesBackFromItsTextUnchanged() throws IOException {
    ConfigurationFile file =
        ConfigurationFile.defaults()
            .set("source.events=[a.csv, b.csv]")
            .set("source.map.user=CustomerID")
            .set("source.weights.WISH=1.5")
            .set("source.missing.user=['0', none]")
            .set("embedding.models.de=minilm")
            .set("profile.factorisation=tfidf-svd")
            .set("profile.half-life-days=30")
            .set("profile.scaler=min-max")
            .set("segments.k=7")
            .set("segments.algorithm=ward")
            .set("seed=9");
    FitConfiguration read = file.read();
    assertThat(read.source().map()).containsEntry("user", "CustomerID");
    assertThat(read.embedding().model("de")).isEqualTo("minilm");
    assertThat(read.profile().factorisation()).contains(Factorisation.TFIDF_SVD);
    assertThat(read.profile().scaler()).isEqualTo(Scaler.MIN_MAX);
    assertThat(read.segments().k()).contains(7);
    Path written = yaml(ConfigurationFile.of(read).text());
    assertThat(ConfigurationFile.defaults().overlay(written).read()).isEqualTo(read);
  }

  @Test
  void onlyWhatIsSaidChanges() throws IOException {
    FitConfiguration read =
        ConfigurationFile.defaults().overlay(yaml("segments:", "  k: 5")).read();
    assertThat(read.segments()).isEqualTo(FitConfiguration.defaults().segments().withK(5));
    assertThat(read.profile()).isEqualTo(FitConfiguration.defaults().profile());
  }

  @Test
  void laterSettingsWin() throws IOException {
    FitConfiguration read =
        ConfigurationFile.defaults()
            .overlay(yaml("segments:", "  k: 5", "source:", "  map:", "    user: A"))
            .set("segments.k=6")
            .set("source.map.item=B")
            .set("source.map.user=C")
            .read();
    assertThat(read.segments().k()).contains(6);
    assertThat(read.source().map()).containsEntry("item", "B").containsEntry("user", "C");
  }

  @Test
  void autoLeavesAChoiceToTheProgram() throws IOException {
    FitConfiguration read =
        ConfigurationFile.defaults()
            .set("segments.k=5")
            .set("segments.algorithm=ward")
            .set("profile.half-life-days=10")
            .overlay(
                yaml(
                    "segments:",
                    "  k: auto",
                    "  algorithm: auto",
                    "profile:",
                    "  half-life-days: auto"))
            .read();
    assertThat(read.segments().k()).isEmpty();
    assertThat(read.segments().algorithm()).isEmpty();
    assertThat(read.profile().halfLifeDays()).isEmpty();
  }

  @Test
  void allUnknownKeysAreToldAtOnceWithTheNearest() throws IOException {
    Path file = yaml("segmnts:", "  k: 5", "profile:", "  dimensions: 3", "  interest: 2");
    ConfigurationFile configuration = ConfigurationFile.defaults().overlay(file);
    assertThatThrownBy(configuration::read)
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("segmnts, did you mean segments?")
        .hasMessageContaining("profile.dimensions, did you mean profile.dimension?")
        .hasMessageContaining("profile.interest, did you mean profile.interests?")
        .hasMessageContaining("coterie.yaml");
  }

  @Test
  void aKeyThatIsLikeNoneIsToldWithAllThatThereAre() {
    ConfigurationFile configuration = ConfigurationFile.defaults().set("recommend.zzzzzzzz=1");
    assertThatThrownBy(configuration::read)
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("recommend.zzzzzzzz")
        .hasMessageContaining("length, seen");
  }

  @ParameterizedTest
  @CsvSource({
    "segments.k=0, segments.k must be at least 1, not 0",
    "segments.algorithm=wrd, segments.algorithm, ward",
    "'segments={algorithm: hdbscan, k: 4}', segments.k, hdbscan",
    "segments.k=many, segments.k, many",
    "segments.k=1.5, segments.k, 1.5",
    "segments.temperature=-1, segments.temperature, not -1",
    "segments.temperature=.nan, segments.temperature, temperature",
    "profile.dimension=1, profile.dimension, not 1",
    "profile.half-life-days=-3, profile.half-life-days, not -3",
    "profile.factorisation=ppmo, profile.factorisation, ppmi",
    "profile.scaler=none, profile.scaler, min-max",
    "recommend.length=0, recommend.length, not 0",
    "recommend.length=auto, recommend.length, null",
    "describe.phrases=0, describe.phrases, not 0",
    "embedding.otherwise='', embedding.otherwise, blank",
    "seed=x, seed, whole number",
  })
  void badValuesAreNamed(String setting, String where, String what) {
    ConfigurationFile configuration = ConfigurationFile.defaults().set(setting);
    assertThatThrownBy(configuration::read)
        .isInstanceOf(BadUsage.class)
        .satisfies(
            e -> assertThat(String.valueOf(e.getMessage()).lines().count()).isLessThanOrEqualTo(3))
        .hasMessageContaining(where)
        .hasMessageContaining(what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"segments", "segments.k=", "=5", ""})
  void whatIsNoSettingIsRefused(String setting) {
    ConfigurationFile configuration = ConfigurationFile.defaults();
    assertThatThrownBy(() -> configuration.set(setting))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("KEY=VALUE");
  }

  @Test
  void aMissingFileAndOneThatIsNotYamlAreRefused() throws IOException {
    ConfigurationFile configuration = ConfigurationFile.defaults();
    assertThatThrownBy(() -> configuration.overlay(folder.resolve("none.yaml")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("none.yaml");
    Path broken = yaml("segments: [", "}");
    assertThatThrownBy(() -> configuration.overlay(broken))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("not YAML");
  }

  @Test
  void anEmptyFileChangesNothing() throws IOException {
    assertThat(ConfigurationFile.defaults().overlay(yaml("# nothing")).read())
        .isEqualTo(FitConfiguration.defaults());
  }
}
