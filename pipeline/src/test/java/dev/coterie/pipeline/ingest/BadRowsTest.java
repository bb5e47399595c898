package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.CleanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are left out and counted, while the rest is read. */
class BadRowsTest {
  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  @Test
  void everyRuleHasItsCountAndEveryRowItsLine() {
    String file =
        desk.file(
            "e.csv",
            "user,item,kind,time,price",
            "u1,a,view,2024-01-01,1",
            "u2,b,view,2024-01-01,1",
            "u2,b,view,2024-01-01,1",
            "u2,b,view,2024-01-02,99",
            ",b,view,2024-01-01,1",
            "u3,,view,2024-01-01,1",
            "u3,b,view,,1",
            "u3,b,view,soon,1",
            "u3,b,view,2024-01-01,cheap",
            "u3,b,view,1999-12-31,1",
            "u3,b,view,2026-06-03,1",
            "u3,b,view,2024-01-01,1e39",
            "u3,b,stare,2024-01-01,1",
            "u3,b,view",
            "u3,b,view,2024-01-01,1,more");

    CleanData data = desk.read(EventSource.of(file).withWhere("price <> 99 OR price IS NULL"));

    assertThat(data.quality().rejected())
        .containsExactly(
            Map.entry("broken-row", 2L),
            Map.entry("encoding", 0L),
            Map.entry("duplicate", 1L),
            Map.entry("filtered", 1L),
            Map.entry("missing-user", 1L),
            Map.entry("missing-item", 1L),
            Map.entry("missing-time", 1L),
            Map.entry("unparsable-time", 1L),
            Map.entry("unparsable-number", 1L),
            Map.entry("out-of-range", 3L),
            Map.entry("unknown-kind", 1L));
    assertThat(data.reasons().sequencedKeySet())
        .containsExactlyElementsOf(data.quality().rejected().keySet());
    assertThat(data.reasons())
        .containsEntry(
            "out-of-range", "time not from 2000-01-01 to 2026-06-02, or number too large");
    assertThat(data.quality().rows()).isEqualTo(15);
    assertThat(data.quality().kept()).isEqualTo(2);
    assertThat(Desk.rejects(data))
        .containsExactly(
            "4 · duplicate",
            "5 · filtered",
            "6 · missing-user",
            "7 · missing-item",
            "8 · missing-time",
            "9 · unparsable-time",
            "10 · unparsable-number",
            "11 · out-of-range",
            "12 · out-of-range",
            "13 · out-of-range",
            "14 · unknown-kind",
            "15 · broken-row",
            "16 · broken-row");
    assertThat(Desk.sql("SELECT source, raw FROM '" + data.rejects() + "' WHERE line IN (9, 16)"))
        .containsExactly(file + " · u3,b,view,soon,1", file + " · u3,b,view,2024-01-01,1,more");
  }

  @Test
  void linesAreThoseOfTheFile() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("user,item,note\r\n".getBytes(StandardCharsets.UTF_8)); // 1
    bytes.write("u1,a,\"two\r\nlines\"\r\n".getBytes(StandardCharsets.UTF_8)); // 2, 3
    bytes.write("\r\n\r\n".getBytes(StandardCharsets.UTF_8)); // 4, 5
    bytes.write(",b,nobody\r\n".getBytes(StandardCharsets.UTF_8)); // 6
    bytes.write("u2,b\r\n".getBytes(StandardCharsets.UTF_8)); // 7
    bytes.write("u2,caf\u00e9,x\r\n".getBytes(StandardCharsets.ISO_8859_1)); // 8
    bytes.write("u2,b,\"a \"\"quote\"\"\n\nand more\"\r\n".getBytes(StandardCharsets.UTF_8)); // 9
    bytes.write("u3,,\"x\ny\"\r\n".getBytes(StandardCharsets.UTF_8)); // 12, 13
    bytes.write("u3,c,d,e\r\n".getBytes(StandardCharsets.UTF_8)); // 14
    bytes.write(",c,last".getBytes(StandardCharsets.UTF_8)); // 15

    CleanData data = desk.read(EventSource.of(desk.bytes("e.csv", bytes.toByteArray())));

    assertThat(Desk.rejects(data))
        .containsExactly(
            "6 · missing-user",
            "7 · broken-row",
            "8 · encoding",
            "12 · missing-item",
            "14 · broken-row",
            "15 · missing-user");
    assertThat(Desk.events(data.events())).containsExactly("u1 VIEW a", "u2 VIEW b");
    assertThat(data.quality().rows()).isEqualTo(8);
  }

  @Test
  void marksAndLineEndsOfWindows() {
    String marked =
        desk.bytes(
            "bom.csv",
            "\uFEFFuser_id,item_id\r\nu1,a\r\nu2,b\r\n".getBytes(StandardCharsets.UTF_8));
    String mixed =
        desk.bytes(
            "mixed.csv", "user_id,item_id\r\nu3,a\nu4,b\r\nu5,c".getBytes(StandardCharsets.UTF_8));

    CleanData data = desk.read(EventSource.of(marked, mixed));

    assertThat(data.events().users()).containsExactly("u1", "u2", "u3", "u4", "u5");
    assertThat(data.events().items()).extracting("id").containsExactly("a", "b", "c");
  }

  @Test
  void idsOfAnyText() {
    List<String> ids =
        List.of(
            "O'Neill",
            "say \"hi\"",
            "two\nlines",
            "🦊 fox",
            "x'; DROP TABLE events; --",
            "../../etc/passwd",
            "a,b",
            "用户",
            "$(reboot)");
    List<String> rows = new ArrayList<>(List.of("user,item"));
    for (String id : ids) {
      String quoted = "\"" + id.replace("\"", "\"\"") + "\"";
      rows.add(quoted + "," + quoted);
    }

    CleanData data = desk.read(EventSource.of(desk.file("e.csv", rows.toArray(String[]::new))));

    assertThat(data.events().users()).containsExactlyElementsOf(ids.stream().sorted().toList());
    assertThat(data.events().items()).extracting("id").isEqualTo(data.events().users());
    assertThat(data.quality().dropped()).isZero();
  }

  @Test
  void theUserSaysWhichTimesAreBelieved() {
    String file =
        desk.file(
            "e.csv", "user,item,time", "u1,a,1985-01-01", "u2,b,2024-01-01", "u3,c,1986-01-01");
    EventSource source =
        EventSource.of(file)
            .withTimes(
                new EventSource.TimeRange(
                    Instant.parse("1980-01-01T00:00:00Z"), Instant.parse("1990-01-01T00:00:00Z")));

    assertThat(Desk.events(desk.read(source).events()))
        .containsExactly("u1 VIEW a 1985-01-01T00:00:00Z", "u3 VIEW c 1986-01-01T00:00:00Z");
  }

  @Test
  void conditionsSeeTheSourceWithItsTypes() {
    String file =
        desk.file(
            "e.csv",
            "Customer ID,StockCode,Quantity,When,\"Odd \"\"name\"\"\",flag",
            "17850.0,a,10,2024-01-05,x,true",
            "17851.0,b,9,2024-01-06,y,false",
            "17852.0,c,-1,2024-01-07,x,true",
            "17853.0,d,many,2024-01-08,x,true");
    EventSource source = EventSource.of(file).withColumns(Map.of(Role.ITEM, "StockCode"));

    assertThat(kept(source, "Quantity > 9")).containsExactly("17850");
    assertThat(kept(source.withFewest(1), "\"Customer ID\" >= 17851 AND flag"))
        .containsExactly("17852");
    assertThat(kept(source, "\"When\" < DATE '2024-01-07'")).containsExactly("17850", "17851");
    assertThat(kept(source, "\"Odd \"\"name\"\"\" = 'x' -- a remark"))
        .containsExactly("17850", "17852");
    assertThat(kept(source, "lower(StockCode) LIKE 'b%' OR quantity BETWEEN -5 AND 0"))
        .containsExactly("17851", "17852");
  }

  private List<String> kept(EventSource source, String where) {
    return desk.read(source.withFewest(1).withWhere(where)).events().users();
  }
}
