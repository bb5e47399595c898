package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeReadingTest {
  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  /** The same from every format of text, or the test fails. */
  private List<String> times(UnaryOperator<EventSource> options, String... times) {
    List<String> read = instants(options, table(times));
    assertThat(instants(options, array(times))).as("JSON array").isEqualTo(read);
    assertThat(instants(options, lines(times))).as("JSON lines").isEqualTo(read);
    return read;
  }

  private List<String> instants(UnaryOperator<EventSource> options, String file) {
    return Arrays.stream(desk.read(options.apply(EventSource.of(file))).events().time())
        .mapToObj(time -> Instant.ofEpochMilli(time).toString())
        .toList();
  }

  private String table(String... times) {
    List<String> rows = new ArrayList<>(List.of("user,item,time"));
    for (int i = 0; i < times.length; i++) {
      rows.add(String.format(Locale.ROOT, "u%02d,i%d,\"%s\"", i, i, times[i]));
    }
    return desk.file("e.csv", rows.toArray(String[]::new));
  }

  private String array(String... times) {
    return desk.file("e.json", "[" + String.join(",\n", objects(times)) + "]");
  }

  private String lines(String... times) {
    return desk.file("e.jsonl", objects(times).toArray(String[]::new));
  }

  private static List<String> objects(String... times) {
    List<String> objects = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      String value = times[i].matches("\\d+") ? times[i] : "\"" + times[i] + "\"";
      objects.add(
          String.format(
              Locale.ROOT, "{\"user\": \"u%02d\", \"item\": \"i%d\", \"time\": %s}", i, i, value));
    }
    return objects;
  }

  @Test
  void dayAndMonthThatCannotBeToldApartAreRefusedFromEveryFormat() {
    String[] times = {"03-04-2021", "05-06-2021"};
    for (String file : List.of(table(times), array(times), lines(times))) {
      assertThatThrownBy(() -> desk.read(EventSource.of(file)))
          .as(file)
          .isInstanceOf(BadInput.class)
          .hasMessageContainingAll("2021-04-03", "2021-03-04", "--date-format");
    }
  }

  @Test
  void isoAndEpoch() {
    assertThat(
            times(
                UnaryOperator.identity(),
                "2024-03-01",
                "2024-03-01 10:20",
                "2024-03-01T10:20:30.5Z",
                "2024-03-01T10:20:30+05:30",
                "1709288430",
                "1709288430.25",
                "1709288430123",
                "1709288430123456",
                "1.70928843E9",
                "20240301"))
        .containsExactly(
            "2024-03-01T00:00:00Z",
            "2024-03-01T10:20:00Z",
            "2024-03-01T10:20:30.500Z",
            "2024-03-01T04:50:30Z",
            "2024-03-01T10:20:30Z",
            "2024-03-01T10:20:30.250Z",
            "2024-03-01T10:20:30.123Z",
            "2024-03-01T10:20:30.123Z",
            "2024-03-01T10:20:30Z",
            "2024-03-01T00:00:00Z");
  }

  @Test
  void zones() {
    assertThat(
            times(
                source -> source.withZone(ZoneId.of("Asia/Shanghai")),
                "2024-03-01 10:00",
                "2024-03-01T10:00:00Z"))
        .containsExactly("2024-03-01T02:00:00Z", "2024-03-01T10:00:00Z");
    assertThat(
            times(source -> source.withZone(ZoneId.of("+02:00")), "2024-03-01 10:00", "1709288430"))
        .containsExactly("2024-03-01T08:00:00Z", "2024-03-01T10:20:30Z");
  }

  @Test
  void dayAndMonthAsTheColumnProves() {
    assertThat(times(UnaryOperator.identity(), "1/2/2024 8:26", "13/2/2024 18:26"))
        .containsExactly("2024-02-01T08:26:00Z", "2024-02-13T18:26:00Z");
    assertThat(times(UnaryOperator.identity(), "1/2/24 8:26", "2/13/24 18:26"))
        .containsExactly("2024-01-02T08:26:00Z", "2024-02-13T18:26:00Z");
    assertThat(times(UnaryOperator.identity(), "1.2.2024", "3.4.2024"))
        .containsExactly("2024-02-01T00:00:00Z", "2024-04-03T00:00:00Z");
    assertThat(times(UnaryOperator.identity(), "12/31/2023 11:59:59 PM", "1/2/2024 12:00:00 AM"))
        .containsExactly("2023-12-31T23:59:59Z", "2024-01-02T00:00:00Z");
  }

  @Test
  void namesOfMonths() {
    assertThat(times(UnaryOperator.identity(), "01-Dec-2010", "5 Jan 2011 10:20", "Dec 1, 2010"))
        .containsExactly("2010-12-01T00:00:00Z", "2011-01-05T10:20:00Z", "2010-12-01T00:00:00Z");
    assertThat(
            times(
                UnaryOperator.identity(),
                "Tue Nov 24 15:17:44 +0100 2020",
                "Wed Nov 25 15:17:44 +0000 2020"))
        .containsExactly("2020-11-24T14:17:44Z", "2020-11-25T15:17:44Z");
  }

  @Test
  void givenFormats() {
    assertThat(
            times(
                source -> source.withDateFormat("dd/MM/yyyy HH:mm"),
                "01/02/2024 08:26",
                "03/04/2024 09:00"))
        .containsExactly("2024-02-01T08:26:00Z", "2024-04-03T09:00:00Z");
    assertThat(times(source -> source.withDateFormat("%m|%d|%Y"), "01|02|2024", "03|04|2024"))
        .containsExactly("2024-01-02T00:00:00Z", "2024-03-04T00:00:00Z");
    assertThat(
            times(
                source -> source.withDateFormat("yyyy'week'MMM d h a"),
                "2024weekMar 5 4 PM",
                "2024weekJan 6 4 AM"))
        .containsExactly("2024-03-05T16:00:00Z", "2024-01-06T04:00:00Z");
  }
}
