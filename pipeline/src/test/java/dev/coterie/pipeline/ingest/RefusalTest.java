package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coterie.domain.CoterieException;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.numeric.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  private String refused(EventSource source, Class<? extends CoterieException> type) {
    CoterieException refusal = catchThrowableOfType(type, () -> desk.read(source));
    assertThat(refusal).isNotNull();
    String message = String.valueOf(refusal.getMessage());
    assertThat(message.lines().count()).isLessThanOrEqualTo(3);
    return message;
  }

  private String refused(String file) {
    return refused(EventSource.of(file), BadInput.class);
  }

  @Test
  void missingFile() {
    desk.file("events.csv", "user,item");
    assertThat(refused(desk.path("event.csv")))
        .contains("There is no file")
        .contains("Did you mean " + desk.path("events.csv") + "?");
    assertThat(refused(desk.path("nowhere/event.csv"))).contains("There is no folder");
    assertThat(refused(desk.path("*.tsv"))).contains("No file matches");
    assertThat(refused(folder.toString())).contains("is a folder");
  }

  @Test
  void nothingInIt() {
    assertThat(refused(desk.bytes("empty.csv", new byte[0]))).contains("is empty");
    assertThat(refused(desk.bytes("blank.csv", "\n \n".getBytes(StandardCharsets.UTF_8))))
        .contains("is empty");
    assertThat(refused(desk.file("header.csv", "user,item"))).contains("a header but no rows");
    assertThat(refused(desk.gzip("header.csv.gz", "user,item"))).contains("a header but no rows");
  }

  @Test
  void onlyBrokenRows() {
    assertThat(refused(desk.file("e.csv", "user,item,time", "u1,a", "u2,b")))
        .contains("None of the 2 rows");
  }

  @Test
  void wrongDelimiter() {
    assertThat(refused(desk.file("e.csv", "user_id~item_id", "u1~a")))
        .contains("Only one column was found")
        .contains("user_id~item_id");
    assertThat(refused(desk.file("f.csv", "user_id item_id", "u1 a")))
        .contains("Only one column was found");
  }

  @Test
  void columnsWithoutRoles() {
    assertThat(refused(desk.file("e.csv", "who,itm,when", "u1,a,2024-01-01")))
        .contains("No user and no item column")
        .contains("who, itm, when")
        .contains("--map user=")
        .contains("item=itm");
    assertThat(refused(desk.file("f.csv", "usr_idd,itm_xx,when", "u1,a,2024-01-01")))
        .endsWith("--map user=usr_idd,item=itm_xx.");
  }

  @Test
  void unknownColumnInTheMap() {
    String file = desk.file("e.csv", "CustomerID,StockCode", "u1,a", "u2,b");
    assertThat(
            refused(
                EventSource.of(file).withColumns(Map.of(Role.USER, "CustomrID")), BadInput.class))
        .contains("No column 'CustomrID' for user; did you mean 'CustomerID'?");
    assertThat(
            refused(
                EventSource.of(file).withMissing(Map.of(Role.PRICE, Set.of("0"))), BadUsage.class))
        .contains("price");
  }

  @Test
  void whatIsNoText() {
    byte[] garbage = new byte[5_000];
    new Random(5).nextBytes(garbage);
    assertThat(refused(desk.bytes("e.csv", garbage))).contains("is not text");
    assertThat(refused(desk.bytes("e.xlsx", "PK\3\4 workbook".getBytes(StandardCharsets.UTF_8))))
        .contains("Excel");
    assertThat(
            refused(
                desk.bytes("u.csv", "\uFEFFuser,item\nu1,a\n".getBytes(StandardCharsets.UTF_16LE))))
        .contains("UTF-16");
    assertThat(
            refused(desk.bytes("e.parquet", "PAR1 is not enough".getBytes(StandardCharsets.UTF_8))))
        .contains("cannot be read");
    byte[] cut = new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0};
    assertThat(refused(desk.bytes("e.csv.gz", cut))).contains("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1,a\nu2,", ""})
  void endlessLine(String before) throws Exception {
    byte[] line = new byte[100_000_000];
    Arrays.fill(line, (byte) 'x');
    Path file = folder.resolve("e.csv");
    Files.writeString(file, before.isEmpty() ? "" : "user,item\n" + before);
    Files.write(file, line, java.nio.file.StandardOpenOption.APPEND);

    assertThat(refused(file.toString()))
        .contains(before.isEmpty() ? "The first line of" : "Line 3 of")
        .contains("never closes");
  }

  @Test
  void quotesThatNeverClose() {
    assertThat(refused(desk.file("e.csv", "user,item", "u1,a", "u2,\"b", "u3,c")))
        .contains("A quote opened in line 3")
        .contains("never closed");
  }

  @Test
  void headerWithEqualNames() {
    assertThat(refused(desk.file("e.csv", "user,item,Item", "u1,a,b")))
        .contains("two columns 'Item'");
  }

  @Test
  void tooLittle() {
    assertThat(refused(desk.file("e.csv", "user,item", "u1,a", "u1,b")))
        .contains("1 user and 2 items")
        .contains("at least 2");
    assertThat(refused(desk.file("f.csv", "user,item", "u1,a", "u2,a")))
        .contains("2 users and 1 item in 2 of 2 rows");
    assertThat(refused(desk.file("g.csv", "user,item", ",a", ",b")))
        .contains("Left out: missing-user 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "price >",
        "price > 0; DROP TABLE events",
        "price > 0) OR (1 = 1",
        "price > (SELECT 1)",
        "EXISTS (SELECT 1 FROM read_csv('/etc/passwd'))",
        "price IN (SELECT price FROM read_text('/etc/passwd'))",
        "price > 0 LIMIT 1",
        "price > 0 ORDER BY 1",
        "price > 0 UNION SELECT 1",
        "random() > 0.5",
        "now() > '2020-01-01'",
        "getenv('HOME') = 'x'",
        "count(*) > 1",
        "row_number() OVER () > 1",
        "prise > 0",
        "price",
        "price + 1",
        "CAST(item AS INTEGER) > 0",
        "item > 0",
        "COLUMNS(*) > 0",
        "price > $1",
        "",
        "nosuch(price)"
      })
  void conditionsThatAreNotOneExpression(String where) {
    String file = desk.file("e.csv", "user,item,price", "u1,a,1", "u2,b,2");
    assertThat(refused(EventSource.of(file).withWhere(where), BadUsage.class))
        .contains("'" + where + "' is refused");
  }

  @Test
  void conditionsNameTheNearestColumn() {
    String file = desk.file("e.csv", "user,item,price", "u1,a,1", "u2,b,2");
    assertThat(refused(EventSource.of(file).withWhere("prise > 0"), BadUsage.class))
        .contains("did you mean 'price'?");
  }

  @Test
  void zonesAndFormats() {
    String file = desk.file("e.csv", "user,item,time", "u1,a,01/02/2024", "u2,b,03/04/2024");
    EventSource source = EventSource.of(file);
    assertThat(refused(source.withDateFormat("yyyy-bb"), BadUsage.class)).contains("'b'");
    assertThat(refused(source.withDateFormat("--"), BadUsage.class)).contains("no date format");
    assertThat(refused(source.withDateFormat("%d/%Q"), BadUsage.class)).contains("no date format");
    assertThat(refused(source.withDateFormat("yyyy-MM-dd"), BadInput.class))
        .contains("No value of the column 'time'")
        .contains("01/02/2024");
    assertThat(refused(source.withZone(ZoneOffset.ofHoursMinutes(5, 30)), BadUsage.class))
        .contains("whole hours");
    String timeless = desk.file("f.csv", "user,item", "u1,a", "u2,b");
    assertThat(refused(EventSource.of(timeless).withDateFormat("yyyy"), BadUsage.class))
        .contains("no column is the time");
  }

  @Test
  void dayAndMonthThatCannotBeToldApart() {
    String file = desk.file("e.csv", "user,item,time", "u1,a,01/02/2024", "u2,b,3/4/2024");
    assertThat(refused(file))
        .contains("01/02/2024 is 2024-02-01 with the day first, 2024-01-02 with the month first")
        .contains("--date-format");
  }

  @Test
  void temporaryFolderThatIsNotThere() {
    String file = desk.file("e.csv", "user,item", "u1,a", "u2,b");
    Resources resources = new Resources(1, 64L << 20, folder.resolve("gone"));
    assertThatThrownBy(() -> Ingest.read(EventSource.of(file), resources, Progress.NONE, Desk.NOW))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("The temporary folder");
  }

  @Test
  void kindsThatAreNotKnown() {
    String file = desk.file("e.csv", "user,item", "u1,a", "u2,b");
    EventSource source = EventSource.of(file);
    assertThat(refused(source.withKind("PURCHAS"), BadUsage.class))
        .contains("did you mean 'PURCHASE'?");
    assertThat(refused(source.withKindWeights(Map.of("x", Double.NaN)), BadUsage.class))
        .contains("must be a number");
    assertThat(refused(source.withKindNames(Map.of("x", "GAZE")), BadUsage.class)).contains("GAZE");
  }

  @Test
  void optionsThatMakeNoSense() {
    assertThatThrownBy(() -> new Resources(0, 64L << 20, folder)).hasMessageContaining("threads");
    assertThatThrownBy(() -> new Resources(1, 1, folder)).hasMessageContaining("memoryBytes");
    assertThatThrownBy(EventSource::of).hasMessageContaining("at least one file");
    assertThatThrownBy(() -> EventSource.of("x").withFewest(0)).hasMessageContaining("fewest");
    assertThatThrownBy(() -> new EventSource.TimeRange(Desk.NOW, Desk.NOW.minusSeconds(1)))
        .hasMessageContaining("back to");
  }
}
