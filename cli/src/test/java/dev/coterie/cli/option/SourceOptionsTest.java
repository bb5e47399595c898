package dev.coterie.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Layout;
import dev.coterie.pipeline.ingest.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SourceOptionsTest {
  @Test
  void everyOptionReachesTheSource() {
    EventSource source =
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
            .source();

    assertThat(source.events()).containsExactly("a.csv", "b.csv");
    assertThat(source.items()).containsExactly("items.csv");
    assertThat(source.layout()).isEqualTo(Layout.EVENTS);
    assertThat(source.columns())
        .isEqualTo(Map.of(Role.USER, "CustomerID", Role.ITEM, "#2", Role.EVENT_ID, "Id"));
    assertThat(source.kind()).contains("PURCHASE");
    assertThat(source.where()).contains("Quantity > 0 AND UnitPrice > 0, 1");
    assertThat(source.missing())
        .isEqualTo(Map.of(Role.USER, Set.of("0", "-1"), Role.ITEM, Set.of("none")));
    assertThat(source.dateFormat()).contains("dd/MM/yyyy HH:mm");
    assertThat(source.zone()).isEqualTo(ZoneId.of("Europe/London"));
    assertThat(source.times().orElseThrow().first())
        .isEqualTo(Instant.parse("2010-05-31T23:00:00Z"));
    assertThat(source.times().orElseThrow().last())
        .isEqualTo(Instant.parse("2011-12-31T23:59:59.999999999Z"));
  }

  @Test
  void withoutOptionsAllIsFound() {
    assertThat(options("--events", "a.csv").source()).isEqualTo(EventSource.of("a.csv"));
  }

  @Test
  void optionsWinOverWhatIsConfigured() {
    EventSource configured =
        EventSource.of("old.csv")
            .withKind("VIEW")
            .withColumns(Map.of(Role.USER, "u", Role.ITEM, "i"))
            .withKindWeights(Map.of("VIEW", 0.5));

    EventSource source = options("--map", "item=Sku", "--kind", "PURCHASE").source(configured);

    assertThat(source)
        .isEqualTo(
            configured.withKind("PURCHASE").withColumns(Map.of(Role.USER, "u", Role.ITEM, "Sku")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--layout=event|--layout: unknown layout 'event'; did you mean 'events'?",
        "--map=usr=A|--map: unknown role 'usr'; did you mean 'user'?",
        "--map=zzzzzz=A|known are user, item",
        "--missing=0|--missing '0' lacks a role",
        "--missing=itm=0|did you mean 'item'?",
        "--zone=Europe/Lodnon|did you mean 'Europe/London'?",
        "--zone=here and now|write it as in Europe/London",
        "--times=2010|--times '2010' is no span",
        "--times=01/02/2010..2011|is no span",
        "--times=2011-01-01..2010-01-01|write the earlier one first"
      })
  void whatMakesNoSenseIsRefused(String option, String message) {
    assertThatThrownBy(() -> options("--events=a.csv", option).source())
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining(message);
  }

  @Test
  void eventsMustBeNamed() {
    assertThatThrownBy(() -> options().source())
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("--events");
  }

  private static SourceOptions options(String... args) {
    SourceOptions options = new SourceOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("source", mixin(options)))
        .parseArgs(args);
    return options;
  }

  private static CommandLine.Model.CommandSpec mixin(SourceOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }
}
