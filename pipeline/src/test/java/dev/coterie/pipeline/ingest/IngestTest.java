package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Note;
import dev.coterie.numeric.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTest {
  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  @Test
  void readsEventsInTheirOneOrder() {
    String events =
        desk.file(
            "events.csv",
            "userId,itemId,event,timestamp,query,value,quantity,price,order_id",
            "u2,b,view,2024-01-02 10:00:00,,,,,",
            "u1,,search,2024-01-01T09:00:00Z,red shoes,,,,",
            "u1,a,BUY,2024-01-01 09:05:00,,,2,9.5,o7",
            "u1,b,Click,2024-01-01 08:00:00,,,,,");

    CleanData data = desk.read(EventSource.of(events));

    assertThat(Desk.events(data.events()))
        .containsExactly(
            "u1 VIEW b 2024-01-01T08:00:00Z",
            "u1 SEARCH \"red shoes\" 2024-01-01T09:00:00Z",
            "u1 PURCHASE a 2024-01-01T09:05:00Z q2.0 p9.5 b0",
            "u2 VIEW b 2024-01-02T10:00:00Z");
    assertThat(data.quality().rows()).isEqualTo(4);
    assertThat(data.quality().kept()).isEqualTo(4);
    assertThat(data.quality().kinds())
        .containsExactly(Map.entry("VIEW", 2L), Map.entry("SEARCH", 1L), Map.entry("PURCHASE", 1L));
    assertThat(data.quality().dropped()).isZero();
    assertThat(Desk.rejects(data)).isEmpty();
  }

  @Test
  void normalisesIdsAndMissingWords() {
    String events =
        desk.file(
            "events.csv",
            "CustomerID,StockCode,kind",
            " 17850.0 ,\t85123A , view ",
            "17850,7.0,view",
            "u,7,view",
            "NaN,7,view",
            "0.0,8,view",
            "v,\\N,view",
            "\u3000w\u00a0,None,view",
            "none such,7,view");

    CleanData data = desk.read(EventSource.of(events).withMissing(Map.of(Role.USER, Set.of("0"))));

    assertThat(Desk.events(data.events()))
        .containsExactly("17850 VIEW 7", "17850 VIEW 85123A", "none such VIEW 7", "u VIEW 7");
    assertThat(data.quality().rejected())
        .containsEntry("missing-user", 2L)
        .containsEntry("missing-item", 2L);
    assertThat(data.quality().missing())
        .containsExactly(
            Map.entry("CustomerID", 2L), Map.entry("StockCode", 2L), Map.entry("kind", 0L));
    assertThat(Desk.sql("SELECT raw FROM '" + data.rejects() + "'"))
        .containsExactly("NaN,7,view", "0.0,8,view", "v,\\N,view", "\u3000w\u00a0,None,view");
  }

  @Test
  void dropsRowsEqualInAllColumnsOverAllFiles() {
    String first =
        desk.file("1.csv", "user,item,price,note", "u1,a,1.50,x", "u1,a,1.5,x", "u1,a,1.5,y");
    String second =
        desk.file("2.csv", "user,item,price,note", "u2,b,2,", "u1.0,a,1.5,x", "u1,a,1.5, x");

    CleanData data = desk.read(EventSource.of(first, second));

    assertThat(Desk.rejects(data)).containsExactly("3 · duplicate", "4 · duplicate");
    assertThat(data.quality().rejected()).containsEntry("duplicate", 2L);
    assertThat(data.quality().kept()).isEqualTo(4);
  }

  @Test
  void anEventThatIsSentTwiceIsOneEventWhateverElseItSays() {
    String[] rows = {
      "1,u1,a,09:00", "1,u1,a,09:05", "1.0,u1,,08:59", ",u1,b,09:00", ",u1,b,09:01", "2,u2,a,"
    };
    List<String> lines = new ArrayList<>(List.of(rows));
    for (int turn = 0; turn < 3; turn++) {
      Collections.rotate(lines, 1);
      lines.addFirst("event_id,user,item,received");
      CleanData data =
          desk.read(EventSource.of(desk.file("events.csv", lines.toArray(String[]::new))));
      lines.removeFirst();

      assertThat(Desk.events(data.events()))
          .containsExactly("u1 VIEW a", "u1 VIEW b", "u1 VIEW b", "u2 VIEW a");
      assertThat(data.quality().rejected()).containsEntry("duplicate", 2L);
    }
  }

  @Test
  void returnsAreKeptAndToldOf() {
    String events =
        desk.file("events.csv", "user,item,quantity", "u1,a,2", "u1,b,-1", "u2,a,0", "u2,b,");

    CleanData data = desk.read(EventSource.of(events));

    assertThat(data.quality().kept()).isEqualTo(4);
    assertThat(data.quality().notes()).contains(Note.of("returns", 2));
  }

  @Test
  void choosesTheMostFrequentTitle() {
    String events =
        desk.file(
            "events.csv",
            "user,item,title,n",
            "u1,a,Blue mug,1",
            "u2,a,blue MUG,2",
            "u3,a,Blue mug,3",
            "u1,b,zebra,4",
            "u2,b,apple,5",
            "u3,c,,6");

    EventLog log = desk.read(EventSource.of(events)).events();

    assertThat(log.items()).extracting(Item::title).containsExactly("Blue mug", "apple", "");
    assertThat(log.items()).extracting(Item::language).containsExactly("en", "en", "");
  }

  @Test
  void joinsTheCatalogue() {
    String events = desk.file("events.csv", "user,item", "u1,a", "u2,b", "u2,x");
    String items =
        desk.file(
            "items.csv",
            "item_id,title,description,categories,tags,lang,colour",
            "a,Mug,\"A mug, blue\",Home|Kitchen,\"[\"\"gift\"\", \"\"blue\"\"]\",en-GB,blue",
            "b,蓝色杯子,,\"家居,厨房\",,,",
            "c,Vase,,Home;Garden,,,green",
            "c,Vase,,Home;Garden,,,green",
            ",Nothing,,,,,");

    CleanData data = desk.read(EventSource.of(events).withItems(items));

    List<Item> found = data.events().items();
    assertThat(found).extracting(Item::id).containsExactly("a", "b", "c", "x");
    assertThat(found.get(0).description()).isEqualTo("A mug, blue");
    assertThat(found.get(0).categories()).containsExactly("Home", "Kitchen");
    assertThat(found.get(0).tags()).containsExactly("gift", "blue");
    assertThat(found.get(0).attributes()).containsExactly(Map.entry("colour", "blue"));
    assertThat(found).extracting(Item::language).containsExactly("en", "zh", "en", "");
    assertThat(found.get(1).categories()).containsExactly("家居", "厨房");
    assertThat(found.get(2).categories()).containsExactly("Home", "Garden");
    assertThat(found).extracting(Item::listed).containsExactly(true, true, true, false);
    assertThat(data.quality().catalogueItems()).isEqualTo(3);
    assertThat(data.quality().unlistedItems()).isEqualTo(1);
    assertThat(data.quality().items()).isEqualTo(3);
    assertThat(data.quality().dropped()).isZero();
    assertThat(Desk.sql("SELECT line, reason FROM '" + data.rejects() + "'"))
        .containsExactly("5 · duplicate", "6 · missing-item");
  }

  @Test
  void aColumnThatOnlyTheCatalogueHasIsMappedThere() {
    String events = desk.file("events.csv", "user,item", "u1,a", "u2,b");
    String items = desk.file("items.csv", "code,title", "a,Mug", "b,Vase");

    CleanData data =
        desk.read(EventSource.of(events).withItems(items).withColumns(Map.of(Role.ITEM, "code")));

    assertThat(data.events().items()).extracting(Item::title).containsExactly("Mug", "Vase");
    assertThat(data.quality().kept()).isEqualTo(2);
  }

  @Test
  void knowsTheKindWhereNoColumnSaysIt() {
    String rated = desk.file("rated.csv", "user,item,rating", "u1,a,4.5", "u2,b,3");
    String viewed = desk.file("viewed.csv", "user,item,query", "u1,a,", "u2,b,", "u2,,lamp");

    assertThat(Desk.events(desk.read(EventSource.of(rated)).events()))
        .containsExactly("u1 RATING a v4.5", "u2 RATING b v3.0");
    assertThat(Desk.events(desk.read(EventSource.of(viewed)).events()))
        .containsExactly("u1 VIEW a", "u2 SEARCH \"lamp\"", "u2 VIEW b");
    assertThat(Desk.events(desk.read(EventSource.of(rated).withKind("purchase")).events()))
        .containsExactly("u1 PURCHASE a v4.5", "u2 PURCHASE b v3.0");
  }

  @Test
  void takesCustomKindsAndWords() {
    String events =
        desk.file(
            "e.csv", "user,item,kind", "u1,a,share", "u2,b,gaze", "u2,c,add to cart", "u3,d,x");

    CleanData data =
        desk.read(
            EventSource.of(events)
                .withKindWeights(Map.of("share", 4.0, "VIEW", 0.5))
                .withKindNames(Map.of("Gaze", "view")));

    assertThat(Desk.events(data.events())).containsExactly("u1 SHARE a", "u2 VIEW b", "u2 LIKE c");
    assertThat(data.events().weight(0)).isEqualTo(4);
    assertThat(data.events().weight(1)).isEqualTo(0.5);
    assertThat(data.quality().rejected()).containsEntry("unknown-kind", 1L);
    assertThat(data.quality().notes()).contains(Note.of("unknown-kind", 1));
  }

  @Test
  void reviewsKeepTheirText() {
    String events = desk.file("e.csv", "user,item,rating,review", "u1,a,5,lovely", "u2,b,1,");

    EventLog log = desk.read(EventSource.of(events)).events();

    assertThat(Desk.events(log)).containsExactly("u1 RATING a \"lovely\" v5.0", "u2 RATING b v1.0");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void givesTheSameForShuffledRowsAndAnyThreads(long seed) {
    Random random = new Random(seed);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      rows.add(
          "u%d,i%d,2024-01-%02d %02d:00:00,t%d,%d,%s"
              .formatted(
                  random.nextInt(60),
                  random.nextInt(90),
                  1 + random.nextInt(28),
                  random.nextInt(24),
                  random.nextInt(3),
                  random.nextInt(3),
                  random.nextBoolean() ? "b" + random.nextInt(50) : ""));
    }
    String header = "user,item,time,title,quantity,basket";
    String all = desk.file("a.csv", header, String.join("\n", rows));
    CleanData first = desk.read(EventSource.of(all), 1);
    Collections.shuffle(rows, random);
    String shuffled = desk.file("b.csv", header, String.join("\n", rows));
    CleanData second = desk.read(EventSource.of(shuffled), 3);

    assertThat(second.fingerprint()).isEqualTo(first.fingerprint()).hasSize(64);
    assertThat(Desk.events(second.events())).isEqualTo(Desk.events(first.events()));
    assertThat(second.events().items()).isEqualTo(first.events().items());
    assertThat(second.quality().rejected()).isEqualTo(first.quality().rejected());
  }

  @Test
  void anotherValueIsAnotherFingerprint() {
    String a = desk.file("a.csv", "user,item,rating", "u1,a,4", "u2,b,3");
    String b = desk.file("b.csv", "user,item,rating", "u1,a,4", "u2,b,2");

    assertThat(desk.read(EventSource.of(a)).fingerprint())
        .isNotEqualTo(desk.read(EventSource.of(b)).fingerprint());
  }

  @Test
  void newEventsOfOneUserCanBeReadAgainstACatalogue() {
    String events = desk.file("new.csv", "user,item", "u9,zz");
    String items = desk.file("items.csv", "item,title", "a,Mug");

    CleanData data = desk.read(EventSource.of(events).withItems(items).withFewest(1));

    assertThat(Desk.events(data.events())).containsExactly("u9 VIEW zz");
    assertThat(data.quality().unlistedItems()).isEqualTo(1);
  }

  @Test
  void stopsWhereProgressSaysSoAndLeavesNothing() {
    String events = desk.file("e.csv", "user,item", "u1,a", "u2,b");
    Progress stop =
        (what, done, total) -> {
          if (done == 3) {
            throw new CancellationException("stop");
          }
        };

    assertThatThrownBy(
            () ->
                Ingest.read(
                    EventSource.of(events), new Resources(1, 64L << 20, folder), stop, Desk.NOW))
        .isInstanceOf(CancellationException.class);
    assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("e.csv"));
  }

  @Test
  void saysWhatTheDataIsLike() {
    List<String> rows = new ArrayList<>(List.of("user,item,time"));
    for (int i = 0; i < 30; i++) {
      rows.add("star,i" + i % 6 + ",2024-01-01 00:" + (10 + i) + ":00");
    }
    rows.add("a,i1,2024-02-01 00:00:00");
    rows.add("b,i9,2024-02-02 00:00:00");
    rows.add("c,,2024-02-02 00:00:00");
    String events = desk.file("e.csv", rows.toArray(String[]::new));

    var quality = desk.read(EventSource.of(events)).quality();

    assertThat(quality.firstTime()).contains(Instant.parse("2024-01-01T00:10:00Z"));
    assertThat(quality.lastTime()).contains(Instant.parse("2024-02-02T00:00:00Z"));
    assertThat(quality.longestGap()).isBetween(743.0, 744.0);
    assertThat(quality.users()).isEqualTo(3);
    assertThat(quality.items()).isEqualTo(7);
    assertThat(quality.density()).isEqualTo(8 / 21.0);
    assertThat(quality.headShare()).isEqualTo(6 / 32.0);
    assertThat(quality.thinUsers()).isEqualTo(2);
    assertThat(quality.thinItems()).isEqualTo(1);
    assertThat(quality.dominantSource()).contains("user star");
    assertThat(quality.textCoverage()).isZero();
    assertThat(quality.languages()).containsExactly(Map.entry("", 7));
    assertThat(quality.notes())
        .contains(
            Note.of("dominant", "user star"),
            Note.of("no-text"),
            Note.of("thin-users", 2, 3),
            Note.of("gap", 31.0));
  }
}
