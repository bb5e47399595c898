package dev.coterie.pipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Resources;
import dev.coterie.pipeline.ingest.SourceSample;
import dev.coterie.pipeline.plan.Crowd.Order;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeTest {
  private static final int ROWS = 250_000;

  @TempDir Path folder;

  private Shape shape(EventSource source) {
    return Shape.of(SourceSample.of(source, new Resources(2, 256L << 20, folder)));
  }

  private static void assertNear(Shape shape, Crowd crowd) {
    assertThat(shape.rows()).as("rows").isCloseTo(crowd.rows(), withPercentage(10));
    assertThat(shape.events()).as("events").isCloseTo(crowd.rows(), withPercentage(10));
    assertThat(shape.users()).as("users").isCloseTo(crowd.users(), withPercentage(30));
    assertThat(shape.items()).as("items").isCloseTo(crowd.items(), withPercentage(30));
  }

  @ParameterizedTest
  @EnumSource
  void sizesOfPlainFiles(Order order) {
    Crowd crowd = Crowd.of(ROWS, 8000, 3000, order, 1);

    assertNear(shape(EventSource.of(crowd.in(folder))), crowd);
  }

  @ParameterizedTest
  @EnumSource
  void sizesOfCompressedFiles(Order order) throws IOException {
    Crowd crowd = Crowd.of(ROWS, 8000, 3000, order, 2);
    Path file = folder.resolve("events.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(crowd.table());
    }

    assertNear(shape(EventSource.of(file.toString())), crowd);
  }

  @ParameterizedTest
  @EnumSource
  void sizesOfParquetFiles(Order order) throws SQLException {
    Crowd crowd = Crowd.of(ROWS, 8000, 3000, order, 3);
    Path file = folder.resolve("events [1].parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (FROM read_csv('" + crowd.in(folder) + "')) TO '" + file + "' (FORMAT parquet)");
    }

    Shape shape = shape(EventSource.of(file.toString()));

    assertNear(shape, crowd);
    assertThat(Math.round(shape.rows())).isEqualTo(ROWS);
  }

  @Test
  void severalFilesAreOneWhole() throws IOException {
    Crowd crowd = Crowd.of(ROWS, 8000, 3000, Order.SHUFFLED, 4);
    String[] lines = new String(crowd.table(), StandardCharsets.UTF_8).split("\n", -1);
    StringBuilder[] parts = new StringBuilder[70];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = new StringBuilder(lines[0]).append('\n');
    }
    for (int r = 1; r <= ROWS; r++) {
      // The first parts are larger.
      parts[(int) (Math.pow((double) r / ROWS, 1.2) * (parts.length - 1))]
          .append(lines[r])
          .append('\n');
    }
    for (int p = 0; p < parts.length; p++) {
      Files.writeString(folder.resolve("part-%02d.csv".formatted(p)), parts[p]);
    }

    assertNear(shape(EventSource.of(folder + "/part-*.csv")), crowd);
  }

  @Test
  void smallFilesAreCounted() throws IOException {
    Path events = folder.resolve("few.jsonl");
    Files.writeString(
        events,
        """
        {"user": "a", "item": "x", "query": null}
        {"user": "b", "item": "y", "query": null}
        {"user": "b", "item": null, "query": "红茶"}
        {"user": null, "item": "z", "query": null}
        """);
    Path items = folder.resolve("items.csv");
    Files.writeString(items, "id,title\nx,Cup\ny,Mug\nw,Tea pot\n");

    Shape shape = shape(EventSource.of(events.toString()).withItems(items.toString()));

    assertThat(shape.rows()).isEqualTo(4);
    assertThat(shape.events()).isEqualTo(3);
    assertThat(shape.users()).isEqualTo(2);
    assertThat(shape.touchedItems()).isEqualTo(2);
    assertThat(shape.items()).isEqualTo(3);
    assertThat(shape.words()).isEqualTo(1);
    assertThat(shape.wordText().chinese()).isEqualTo(1);
    assertThat(shape.itemText().characters()).isCloseTo(13 / 3.0, withPercentage(1));
    assertThat(shape.hasTimes()).isFalse();
  }

  @Test
  void arraysAndListsAreTakenApart() throws IOException {
    Path array = folder.resolve("events.json");
    Files.writeString(
        array, "[{\"user\": \"a\", \"item\": \"}\"},\n {\"user\": \"b\",\n \"item\": \"y\"}]");
    Path lists = folder.resolve("users.csv");
    Files.writeString(
        lists, "user_id,browsing_history\n1,\"['tea', 'cups']\"\n2,\"['tea', 'pots', 'cups']\"\n");

    Shape ofArray = shape(EventSource.of(array.toString()));
    Shape ofLists = shape(EventSource.of(lists.toString()));

    assertThat(ofArray.users()).isEqualTo(2);
    assertThat(ofArray.items()).isEqualTo(2);
    assertThat(ofLists.rows()).isEqualTo(2);
    assertThat(ofLists.events()).isEqualTo(5);
    assertThat(ofLists.items()).isEqualTo(3);
  }

  @Test
  void theFilterIsHeeded() {
    Crowd crowd = Crowd.of(ROWS, 8000, 3000, Order.BY_TIME, 5);
    EventSource source = EventSource.of(crowd.in(folder));

    Shape half = shape(source.withWhere("time < " + (1_600_000_000L + 30L * ROWS)));

    assertThat(half.rows()).isCloseTo(ROWS, withPercentage(10));
    assertThat(half.events()).isCloseTo(ROWS / 2.0, withPercentage(15));
  }
}
