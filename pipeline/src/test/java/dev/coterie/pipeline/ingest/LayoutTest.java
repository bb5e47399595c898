package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  private List<String> events(String... files) {
    return Desk.events(desk.read(EventSource.of(files)).events());
  }

  @Test
  void delimitersAndCompression() {
    List<String> expected = List.of("u1 VIEW a", "u2 VIEW b");
    assertThat(events(desk.file("a.csv", "user;item", "u1;a", "u2;b"))).isEqualTo(expected);
    assertThat(events(desk.file("b.tsv", "user\titem", "u1\ta", "u2\tb"))).isEqualTo(expected);
    assertThat(events(desk.file("c.txt", "user|item", "u1|a", "u2|b"))).isEqualTo(expected);
    assertThat(events(desk.gzip("d.csv.gz", "user,item", "u1,a", "u2,b"))).isEqualTo(expected);
    assertThat(events(desk.gzip("e.csv", "user,item", "u1,a", "u2,b"))).isEqualTo(expected);
  }

  @Test
  void quotesArePlainTextInTabsThatDoNotCloseThem() {
    assertThat(events(desk.file("a.tsv", "user\titem", "u1\t\"a", "u2\tb")))
        .containsExactly("u1 VIEW \"a", "u2 VIEW b");
    assertThat(events(desk.file("b.csv", "user,item", "u1,5\" pipe", "u2,b")))
        .containsExactly("u1 VIEW 5\" pipe", "u2 VIEW b");
  }

  @Test
  void jsonLines() {
    String file =
        desk.file(
            "e.jsonl",
            "{\"user\": \"u1\", \"item\": 5, \"time\": 1704067200}",
            "{\"user\": \"u2\", \"item\": \"b, c\", \"time\": \"2024-01-02T00:00:00+02:00\"}",
            "",
            "{\"user\": broken",
            "[1, 2]",
            "{\"user\": null, \"item\": \"b\", \"time\": 1704067200000, \"late\": true}");

    CleanData data = desk.read(EventSource.of(file));

    assertThat(Desk.events(data.events()))
        .containsExactly("u1 VIEW 5 2024-01-01T00:00:00Z", "u2 VIEW b, c 2024-01-01T22:00:00Z");
    assertThat(Desk.rejects(data))
        .containsExactly("4 · broken-row", "5 · broken-row", "6 · missing-user");
    assertThat(data.quality().missing()).containsEntry("late", 2L);
  }

  @Test
  void jsonArrayAndParquet() {
    String json =
        desk.file(
            "e.json",
            "[{\"user\": \"u1\", \"item\": \"a\", \"rating\": 4},",
            " {\"user\": \"u2\", \"item\": \"b\", \"rating\": 2.5}]");
    String parquet = desk.path("e.parquet");
    Desk.sql(
        "COPY (SELECT 1 AS user_id, 'a' AS item_id, TIMESTAMP '2024-01-01 10:00:00' AS time"
            + " UNION ALL SELECT 2, 'b', TIMESTAMP '2024-01-02 10:00:00') TO '"
            + parquet
            + "' (FORMAT parquet)");

    assertThat(events(json)).containsExactly("u1 RATING a v4.0", "u2 RATING b v2.5");
    assertThat(events(parquet))
        .containsExactly("1 VIEW a 2024-01-01T10:00:00Z", "2 VIEW b 2024-01-02T10:00:00Z");
  }

  @Test
  void severalFilesWithTheirOwnColumns() {
    desk.file("part-1.csv", "user,item,price", "u1,a,2");
    desk.file("part-2.csv", "item,user", "b,u2");
    desk.file("other.csv", "user,item", "u9,z");

    assertThat(events(desk.path("part-*.csv"))).containsExactly("u1 VIEW a p2.0", "u2 VIEW b");
  }

  @Test
  void filesWhoseNamesLookLikeGlobs() {
    assertThat(events(desk.file("e[1]*.csv", "user,item", "u1,a", "u2,b"))).hasSize(2);
    assertThat(events(desk.file("it's.csv", "user,item", "u1,a", "u2,b"))).hasSize(2);
  }

  @Test
  void listsOfOneUserARow() {
    String file =
        desk.file(
            "users.csv",
            "user_id,browsing_history,search_keywords,purchase_behavior",
            "u1,\"['Intro to Python', \"\"It's AI\"\"]\",\"[\"\"ml\"\", \"\"data\"\"]\",Laptop|Mouse",
            "u2,A1;A2;A1,,",
            "u3,,,");

    CleanData data = desk.read(EventSource.of(file));

    assertThat(Desk.events(data.events()))
        .containsExactlyInAnyOrder(
            "u1 VIEW Intro to Python",
            "u1 VIEW It's AI",
            "u1 SEARCH \"ml\"",
            "u1 SEARCH \"data\"",
            "u1 PURCHASE Laptop",
            "u1 PURCHASE Mouse",
            "u2 VIEW A1",
            "u2 VIEW A1",
            "u2 VIEW A2");
    assertThat(data.events().items())
        .extracting(Item::title)
        .containsExactly("", "", "Intro to Python", "It's AI", "Laptop", "Mouse");
    assertThat(data.events().hasTimes()).isFalse();
    assertThat(Desk.rejects(data)).containsExactly("4 · missing-item");
    assertThat(data.quality().rows()).isEqualTo(10);
  }

  @Test
  void countsAndOneTextOfOneUserARow() {
    String file =
        desk.file(
            "users.csv",
            "user_id,browse_count,search_count,purchase_frequency,text",
            "u1,12,0,2.5,hiking and tents",
            "u2,3,1,0,cooking");

    assertThat(events(file))
        .containsExactlyInAnyOrder(
            "u1 VIEW \"hiking and tents\" q12.0",
            "u1 PURCHASE \"hiking and tents\" q2.5",
            "u2 VIEW \"cooking\" q3.0",
            "u2 SEARCH \"cooking\" q1.0");
  }

  @Test
  void givenCountsAreHowManyEventsThereWere() {
    String file =
        desk.file(
            "users.csv",
            "user_id,browse_count,search_count,purchase_frequency,text",
            "u1,57,0,4,hiking and tents",
            "u2,1,1,0,cooking");

    EventLog log = desk.read(EventSource.of(file)).events();

    assertThat(log.size()).isEqualTo(4);
    assertThat(IntStream.range(0, 4).mapToDouble(log::occurrences))
        .containsExactly(57.0, 4.0, 1.0, 1.0);
  }

  @Test
  void movieLens() {
    String data = desk.file("u.data", "196\t242\t3\t881250949", "186\t302\t3\t891717742");
    String dat = desk.file("ratings.dat", "1::1193::5::978300760", "2::661::3::978302109");
    String movies =
        desk.file(
            "movies.dat",
            "1193::Cuckoo's Nest (1975)::Drama",
            "661::James (1996)::Animation|Children's");
    assertThat(Desk.events(desk.read(EventSource.of(data)).events()))
        .containsExactly(
            "186 RATING 302 1998-04-04T19:22:22Z v3.0", "196 RATING 242 1997-12-04T15:55:49Z v3.0");
    CleanData stars = desk.read(EventSource.of(dat).withItems(movies));
    assertThat(Desk.events(stars.events()))
        .containsExactly(
            "1 RATING 1193 2000-12-31T22:12:40Z v5.0", "2 RATING 661 2000-12-31T22:35:09Z v3.0");
    assertThat(stars.events().items().get(1).categories())
        .containsExactly("Animation", "Children's");
    String csv =
        desk.file(
            "ratings.csv",
            "userId,movieId,rating,timestamp",
            "1,1,4.0,852076800",
            "2,3,4.0,964981247");
    String titles =
        desk.file(
            "movies.csv",
            "movieId,title,genres",
            "1,Toy Story (1995),Adventure|Animation",
            "3,X,(no genres listed)");
    CleanData small = desk.read(EventSource.of(csv).withItems(titles));
    assertThat(small.events().items().get(0).categories())
        .containsExactly("Adventure", "Animation");
    assertThat(small.events().items().get(1).categories()).isEmpty();
    assertThat(small.quality().firstTime()).contains(Instant.parse("1997-01-01T00:00:00Z"));
  }

  @Test
  void linesOfBlanks() {
    CleanData data =
        desk.read(EventSource.of(desk.file("train.txt", "0 10 11 12", "1 10", "", "2 13 10", "3")));

    assertThat(Desk.events(data.events()))
        .containsExactly(
            "0 VIEW 10", "0 VIEW 11", "0 VIEW 12", "1 VIEW 10", "2 VIEW 10", "2 VIEW 13");
    assertThat(Desk.rejects(data)).containsExactly("5 · missing-item");
    assertThat(
            Desk.events(
                desk.read(
                        EventSource.of(desk.file("named.txt", "ann tea cup", "bob tea"))
                            .withLayout(Layout.LISTS)
                            .withKind("buy"))
                    .events()))
        .containsExactly("ann PURCHASE cup", "ann PURCHASE tea", "bob PURCHASE tea");
  }

  @Test
  void recboleAtomicFiles() {
    String inter =
        desk.file(
            "ml.inter",
            "user_id:token\titem_id:token\trating:float\ttimestamp:float",
            "196\t242\t3\t881250949",
            "186\t302\t4\t891717742.0");
    String item =
        desk.file(
            "ml.item",
            "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq",
            "242\tKolya \"the boy\"\t1996\tComedy Sci-Fi",
            "302\tL.A. Confidential\t1997\tCrime");
    String user = desk.file("ml.user", "user_id:token\tage:token", "196\t24", "186\t53");

    CleanData data = desk.read(EventSource.of(inter).withItems(item));

    assertThat(Desk.events(data.events()))
        .containsExactly(
            "186 RATING 302 1998-04-04T19:22:22Z v4.0", "196 RATING 242 1997-12-04T15:55:49Z v3.0");
    Item kolya = data.events().items().getFirst();
    assertThat(kolya.title()).isEqualTo("Kolya \"the boy\"");
    assertThat(kolya.categories()).containsExactly("Comedy", "Sci-Fi");
    assertThat(kolya.attributes()).containsEntry("release_year", "1996");
    assertThat(events(desk.file("b.inter", "user_id:token\titem_id:token", "u1\ta", "u2\tb")))
        .containsExactly("u1 VIEW a", "u2 VIEW b");
    assertThat(
            Desk.events(
                desk.read(
                        EventSource.of(inter)
                            .withLayout(Layout.RECBOLE)
                            .withColumns(Map.of(Role.TIME, "timestamp")))
                    .events()))
        .hasSize(2);
    assertThatThrownBy(() -> desk.read(EventSource.of(user)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("ml.user tells of users alone")
        .hasMessageContaining("--events F.inter");
  }

  @Test
  void gorseJsonLines() {
    String feedback =
        desk.file(
            "feedback.jsonl",
            "{\"FeedbackType\":\"star\",\"UserId\":\"u1\",\"ItemId\":\"a/b\",\"Timestamp\":\"2022-02-22T00:00:00Z\",\"Comment\":\"\"}",
            "{\"FeedbackType\":\"read\",\"UserId\":\"u2\",\"ItemId\":\"c/d\",\"Timestamp\":\"2022-02-23T00:00:00Z\"}",
            "{\"FeedbackType\":\"fork\",\"UserId\":\"u2\",\"ItemId\":\"a/b\",\"Timestamp\":\"2022-02-24T00:00:00Z\"}");
    String items =
        desk.file(
            "items.jsonl",
            "{\"ItemId\":\"a/b\",\"IsHidden\":false,\"Categories\":[\"tools\"],\"Timestamp\":\"2020-01-01T00:00:00Z\",\"Labels\":[\"java\",\"cli\"],\"Comment\":\"A tool\"}",
            "{\"ItemId\":\"c/d\",\"IsHidden\":true,\"Categories\":[],\"Labels\":[],\"Comment\":\"\"}");

    CleanData data = desk.read(EventSource.of(feedback).withItems(items));

    assertThat(Desk.events(data.events()))
        .containsExactly("u1 LIKE a/b 2022-02-22T00:00:00Z", "u2 VIEW c/d 2022-02-23T00:00:00Z");
    assertThat(Desk.rejects(data)).containsExactly("3 · unknown-kind");
    Item tool = data.events().items().getFirst();
    assertThat(tool.title()).isEqualTo("A tool");
    assertThat(tool.categories()).containsExactly("tools");
    assertThat(tool.tags()).containsExactly("java", "cli");
    assertThat(data.events().items().getLast().attributes()).containsEntry("IsHidden", "true");
  }

  @Test
  void columnsByPosition() {
    String file = desk.file("e.csv", "17,a,3", "18,b,4");

    CleanData data =
        desk.read(
            EventSource.of(file)
                .withColumns(Map.of(Role.USER, "#1", Role.ITEM, "#2", Role.RATING, "#3")));

    assertThat(Desk.events(data.events())).containsExactly("17 RATING a v3.0", "18 RATING b v4.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-03-01T10:20:30Z", "2024-03-01", "some day"})
  void aRowOfWordsIsNoHeaderWhereColumnsAreNamedByPosition(String time) {
    String file = desk.file("e.csv", "u1,p1," + time, "u2,p2," + time);

    CleanData data =
        desk.read(
            EventSource.of(file)
                .withColumns(Map.of(Role.USER, "#1", Role.ITEM, "#2", Role.TITLE, "#3")));

    assertThat(Desk.events(data.events())).containsExactly("u1 VIEW p1", "u2 VIEW p2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-03-01T10:20:30Z", "2024/3/1", "01.03.2024 10:20", "-1.5e3"})
  void aRowWithATimeOrANumberIsNoHeader(String value) {
    String file = desk.file("e.csv", "u1,p1," + value, "u2,p2," + value);

    assertThatThrownBy(() -> desk.read(EventSource.of(file)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("#1, #2, #3");
  }

  @Test
  void aKnownNameMakesAHeaderWhateverTheMapSays() {
    String file = desk.file("e.csv", "user,what", "u1,p1", "u2,p2");

    CleanData data =
        desk.read(EventSource.of(file).withColumns(Map.of(Role.USER, "#1", Role.ITEM, "#2")));

    assertThat(Desk.events(data.events())).containsExactly("u1 VIEW p1", "u2 VIEW p2");
  }
}
