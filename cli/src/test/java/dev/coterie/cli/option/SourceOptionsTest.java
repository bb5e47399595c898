package dev.coterie.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.SourceConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SourceOptionsTest {
  @Test
  void everyOptionReachesTheSource() {
    SourceConfiguration source =
        options(
                "--events",
                "a.csv",
                "b.csv",
                "--items",
                "items.csv",
                "--layout",
                "events",
                "--map",
                "user=CustomerID,item=#2",
                "--map",
                "event_id=Id",
                "--kind",
                "PURCHASE",
                "--where",
                "Quantity > 0 AND UnitPrice > 0, 1",
                "--missing",
                "user=0",
                "--missing",
                "user=-1,item=none",
                "--date-format",
                "dd/MM/yyyy HH:mm",
                "--zone",
                "Europe/London",
                "--times",
                "2010-06-01..2011-12-31")
            .over(SourceConfiguration.defaults());

    assertThat(source)
        .isEqualTo(
            new SourceConfiguration(
                List.of("a.csv", "b.csv"),
                List.of("items.csv"),
                Optional.of("events"),
                Map.of("user", "CustomerID", "item", "#2", "event_id", "Id"),
                Optional.of("PURCHASE"),
                Optional.of("Quantity > 0 AND UnitPrice > 0, 1"),
                Map.of("user", List.of("0", "-1"), "item", List.of("none")),
                Optional.of("dd/MM/yyyy HH:mm"),
                "Europe/London",
                Optional.of("2010-06-01..2011-12-31"),
                Map.of(),
                Map.of()));
  }

  @Test
  void withoutOptionsAllStaysAsConfigured() {
    SourceConfiguration configured = SourceConfiguration.of(List.of("a.csv"), List.of("items.csv"));

    assertThat(options().over(configured)).isEqualTo(configured);
  }

  @Test
  void optionsWinOverWhatIsConfiguredAndColumnsAreJoined(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            source:
              events: [old.csv]
              map: {user: u, item: i}
              kind: VIEW
              weights: {VIEW: 0.5}
            seed: 7
            segments: {k: 5}
            """);
    ConfigurationOptions options = new ConfigurationOptions();
    parse(
        options,
        "--config=" + file,
        "--set=segments.k=auto",
        "--set=source.weights.LIKE=4",
        "--map=ITEM=Sku",
        "--kind=PURCHASE");

    var configuration = options.configuration(new ComputeOptions());

    assertThat(configuration.source().events()).containsExactly("old.csv");
    assertThat(configuration.source().map()).isEqualTo(Map.of("user", "u", "item", "Sku"));
    assertThat(configuration.source().kind()).contains("PURCHASE");
    assertThat(configuration.source().weights()).isEqualTo(Map.of("VIEW", 0.5, "LIKE", 4.0));
    assertThat(configuration.seed()).isEqualTo(7);
    assertThat(configuration.segments().k()).isEmpty();
  }

  @Test
  void theSeedOfTheCommandLineWins() {
    ConfigurationOptions options = new ConfigurationOptions();
    ComputeOptions compute = new ComputeOptions();
    parse(options, "--set=seed=7");
    parse(compute, "--seed=8");

    assertThat(options.configuration(compute).seed()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--missing=0", "--missing=user=", "--map=user", "--map=user= ", "--map==x"})
  void halfAPairIsRefused(String option) {
    assertThatThrownBy(() -> options(option).over(SourceConfiguration.defaults()))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("is no pair of role and")
        .hasMessageContaining("write for example");
  }

  private static SourceOptions options(String... args) {
    SourceOptions options = new SourceOptions();
    parse(options, args);
    return options;
  }

  private static void parse(Object options, String... args) {
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("mixin", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs(args);
  }
}
