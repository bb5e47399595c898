package dev.coterie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Layout;
import dev.coterie.pipeline.ingest.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceConfigurationTest {
  @Test
  void everyWordReachesTheSource() {
    EventSource source =
        configured(
                "events=[a.csv, b.csv]",
                "items=[items.csv]",
                "layout=Events",
                "map={user: CustomerID, item: '#2', event_id: Id}",
                "kind=PURCHASE",
                "where=Quantity > 0",
                "missing={user: ['0', '-1'], item: [none]}",
                "date-format=dd/MM/yyyy HH:mm",
                "zone=Europe/London",
                "times=2010-06-01..2011-12-31",
                "weights={PURCHASE: 4}",
                "words={kaufte: PURCHASE}")
            .source(2);

    assertThat(source.events()).containsExactly("a.csv", "b.csv");
    assertThat(source.items()).containsExactly("items.csv");
    assertThat(source.layout()).isEqualTo(Layout.EVENTS);
    assertThat(source.columns())
        .isEqualTo(Map.of(Role.USER, "CustomerID", Role.ITEM, "#2", Role.EVENT_ID, "Id"));
    assertThat(source.kind()).contains("PURCHASE");
    assertThat(source.where()).contains("Quantity > 0");
    assertThat(source.missing())
        .isEqualTo(Map.of(Role.USER, Set.of("0", "-1"), Role.ITEM, Set.of("none")));
    assertThat(source.dateFormat()).contains("dd/MM/yyyy HH:mm");
    assertThat(source.zone()).isEqualTo(ZoneId.of("Europe/London"));
    assertThat(source.times().orElseThrow().first())
        .isEqualTo(Instant.parse("2010-05-31T23:00:00Z"));
    assertThat(source.times().orElseThrow().last())
        .isEqualTo(Instant.parse("2011-12-31T23:59:59.999999999Z"));
    assertThat(source.kindWeights()).isEqualTo(Map.of("PURCHASE", 4.0));
    assertThat(source.kindNames()).isEqualTo(Map.of("kaufte", "PURCHASE"));
  }

  @Test
  void withoutWordsAllIsFound() {
    assertThat(SourceConfiguration.of(List.of("a.csv"), List.of()).source(2))
        .isEqualTo(EventSource.of("a.csv"));
  }

  @Test
  void eventsMustBeNamed() {
    assertThatThrownBy(() -> SourceConfiguration.defaults().source(2))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("--events");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layout=event|layout: unknown layout 'event'; did you mean 'events'?",
        "map={usr: A}|map: unknown role 'usr'; did you mean 'user'?",
        "map={zzzzzz: A}|known are user, item",
        "missing={itm: ['0']}|did you mean 'item'?",
        "zone=Europe/Lodnon|did you mean 'Europe/London'?",
        "zone=here and now|write it as in Europe/London",
        "times=2010|times: '2010' is no span",
        "times=01/02/2010..2011|is no span",
        "times=2011-01-01..2010-01-01|write the earlier one first"
      })
  void whatMakesNoSenseIsRefused(String setting, String message) {
    assertThatThrownBy(() -> configured("events=[a.csv]", setting).source(2))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining(message);
  }

  private static SourceConfiguration configured(String... settings) {
    ConfigurationFile file = ConfigurationFile.defaults();
    for (String setting : settings) {
      file.set("source." + setting);
    }
    return file.read().source();
  }
}
