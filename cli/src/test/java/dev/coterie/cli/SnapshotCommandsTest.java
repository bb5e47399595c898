package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.numeric.Seeds;
import dev.coterie.pipeline.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One fit of a small shop, and every command that reads its snapshot. */
class SnapshotCommandsTest {
  private static final int USERS = 90;

  @TempDir static Path folder;
  private static SmallShop shop;
  private static Path snapshot;
  private static CommandRun fit;

  @BeforeAll
  static void fit() throws IOException {
    shop = SmallShop.write(folder, USERS);
    snapshot = folder.resolve("it's 100% new/snapshot");
    fit =
        CommandRun.of(
            "fit",
            "--events",
            shop.events(),
            "--items",
            shop.items(),
            "--out",
            snapshot,
            "--k",
            3,
            "--set",
            "recommend.length=6",
            "--no-cache",
            "--threads",
            2,
            "--format",
            "json");
  }

  @Test
  void aCacheThatCannotBeUsedIsToldOnceAndTheWorkGoesOn() throws IOException {
    Path noFolder = Files.writeString(folder.resolve("no folder"), "");
    CommandRun run =
        CommandRun.of(
            "fit",
            "--events",
            shop.events(),
            "--items",
            shop.items(),
            "--out",
            folder.resolve("uncached"),
            "--k",
            3,
            "--cache",
            noFolder);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().lines().filter(line -> line.contains("cannot be written")))
        .singleElement()
        .asString()
        .contains(noFolder.toString(), "--no-cache");
  }

  @Test
  void anAudienceIsPrintedAndWritten() throws IOException {
    Path out = folder.resolve("audience.jsonl");
    CommandRun run =
        CommandRun.of(
            "audience",
            snapshot,
            "--segment",
            "s1",
            "--out",
            out,
            "--no-cache",
            "--format",
            "json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode users = run.json().get("users");
    assertThat(users).isNotEmpty();
    assertThat(users.get(0).get("rank").asInt()).isEqualTo(1);
    assertThat(users.get(0).get("segment_id").asString()).isEqualTo("s1");
    assertThat(run.json().get("overlap").get(0).get("share").asDouble()).isEqualTo(1);
    assertThat(Files.readAllLines(out))
        .hasSize(users.size())
        .allMatch(line -> line.startsWith("{") && line.contains("\"segment_id\":\"s1\""));

    Path list = Files.writeString(folder.resolve("list.csv"), "user_id\nu0001\nu0002\n");
    CommandRun like =
        CommandRun.of("audience", snapshot, "--like", list, "--size", "4", "--no-cache");
    assertThat(like.code()).as(like.err()).isZero();
    assertThat(like.out())
        .contains("rank", "share of segment")
        .doesNotContainPattern("(?m)^ *\\d+ +u000[12] ");

    assertThat(CommandRun.of("audience", snapshot, "--segment", "s77", "--no-cache").code())
        .isEqualTo(3);
    assertThat(CommandRun.of("audience", snapshot, "--attribute", "red").code()).isEqualTo(2);
    assertThat(CommandRun.of("audience", snapshot).code()).isEqualTo(2);
  }

  @Test
  void fitSaysWhatItFound() {
    assertThat(fit.code()).as(fit.err()).isZero();
    JsonNode summary = fit.json();
    assertThat(summary.at("/counts/users").asInt()).isEqualTo(USERS);
    assertThat(summary.at("/counts/segments").asInt()).isEqualTo(3);
    assertThat(summary.at("/segments/0/id").asString()).isEqualTo("s1");
    assertThat(summary.at("/timings").propertyNames()).contains("ingest", "embed", "snapshot");
    assertThat(fit.err()).contains("together").contains("wrote");
    assertThat(snapshot.resolve("manifest.json")).exists();
  }

  @Test
  void fitLeavesOnlyTheSnapshot() throws IOException {
    try (Stream<Path> beside = Files.list(snapshot.resolveSibling("."))) {
      assertThat(beside.map(path -> path.getFileName().toString())).containsExactly("snapshot");
    }
  }

  @Test
  void aPlanIsAForecastAndNothingElse() {
    CommandRun plan =
        CommandRun.of("fit", "--events", shop.events(), "--plan", "--format", "json", "--no-cache");

    assertThat(plan.code()).as(plan.err()).isZero();
    JsonNode forecast = plan.json();
    List<String> stages = new ArrayList<>();
    for (JsonNode stage : forecast.get("stages")) {
      assertThat(stage.propertyNames())
          .containsExactly("name", "seconds", "memory_mib", "disk_mib");
      stages.add(stage.get("name").asString());
    }
    assertThat(stages).contains("ingest", "embed", "segment", "recommend");
    assertThat(forecast.propertyNames()).contains("seconds", "memory_mib", "disk_mib", "fits");
    assertThat(forecast.get("memory_mib").asDouble()).isPositive();
  }

  @Test
  void whatDoesNotFitTheMemoryIsRefusedBeforeTheWork() {
    Path never = folder.resolve("too-large");

    CommandRun run =
        CommandRun.of(
            "fit", "--events", shop.events(), "--memory", "100M", "--no-cache", "--out", never);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("MiB of memory").contains("--memory");
    assertThat(run.err().lines()).hasSizeBetween(1, 3);
    assertThat(never).doesNotExist();
  }

  @Test
  void segmentsHaveTheKeysThatOthersRelyOn() {
    CommandRun run = CommandRun.of("segments", snapshot, "--format", "json");

    assertThat(run.code()).isZero();
    JsonNode segments = run.json().get("segments");
    int people = 0;
    for (JsonNode segment : segments) {
      assertThat(segment.propertyNames())
          .contains(
              "id",
              "level",
              "parent",
              "name",
              "size",
              "share",
              "phrases",
              "lift",
              "quality",
              "stability",
              "lineage");
      assertThat(segment.get("phrases").isArray()).isTrue();
      assertThat(segment.get("stability").isNull()).isEqualTo(segment.get("level").asInt() == 2);
      assertThat(segment.at("/lift/items/0").propertyNames())
          .containsExactly("id", "label", "users", "share", "lift");
      people += segment.get("level").asInt() == 1 ? segment.get("size").asInt() : 0;
    }
    assertThat(people).isEqualTo(USERS);
  }

  @Test
  void segmentsAreATreeForPeople() {
    List<String> lines = CommandRun.of("segments", snapshot).out().lines().toList();

    assertThat(lines.get(0)).startsWith("id").contains("name", "size", "share");
    assertThat(lines.get(1)).startsWith("s1 ");
    assertThat(lines.get(2)).startsWith("  s1.1 ");
  }

  @Test
  void oneSegmentIsToldInFull() {
    CommandRun run = CommandRun.of("segments", snapshot, "--segment", "s2");

    assertThat(run.out()).contains("s2").doesNotContain("s1.1").contains("Users who stand for it");
  }

  @Test
  void anUnknownSegmentIsRefusedWithTheNearest() {
    CommandRun run = CommandRun.of("segments", snapshot, "--segment", "s22");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("No segment 's22'; did you mean");
  }

  @Test
  void aUserIsToldInWordsWithoutAModel() {
    CommandRun run =
        CommandRun.of(
            "users", snapshot, "--user", "u0007", "--in-words", "--no-cache", "--format", "json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode interest = run.json().at("/in_words/0");
    assertThat(interest.propertyNames())
        .containsExactly("words", "span", "weight", "since", "until", "items", "writer");
    assertThat(interest.path("span").asString()).isEqualTo("lasting");
    assertThat(interest.path("writer").isNull()).isTrue();
    assertThat(interest.path("items")).isNotEmpty();
    assertThat(CommandRun.of("users", snapshot, "--in-words").code()).isEqualTo(2);
    assertThat(CommandRun.of("users", snapshot, "--user", "u0007", "--dry-run-chat").code())
        .isEqualTo(2);
  }

  @Test
  void aModelThatIsNotThereLeavesTheListAndADryRunAsksNothing() {
    List<Object> words =
        new ArrayList<>(
            List.of("recommend", snapshot, "--user", "u0007", "--propose", "--rerank", 3));
    CommandRun none = CommandRun.of(words.toArray());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("chat.url");
    words.addAll(List.of("--set", "chat.url=http://127.0.0.1:9/v1", "--set", "chat.model=small"));
    words.addAll(List.of("--set", "chat.attempts=1", "--no-cache", "--format", "json"));
    CommandRun unreachable = CommandRun.of(words.toArray());
    assertThat(unreachable.code()).as(unreachable.err()).isZero();
    assertThat(unreachable.err()).contains("cannot be reached").contains("keeps its order");
    JsonNode list =
        CommandRun.of("recommend", snapshot, "--user", "u0007", "--format", "json").json();
    assertThat(unreachable.json().path("items")).isEqualTo(list.path("items"));
    assertThat(unreachable.json().path("reranked").asInt()).isZero();
    assertThat(unreachable.json().at("/proposed/items")).isEmpty();
    words.add("--dry-run-chat");
    JsonNode forecast = CommandRun.of(words.toArray()).json();
    assertThat(forecast.path("questions").asInt()).isEqualTo(2);
    assertThat(forecast.path("prompts").toString()).contains("position 3").contains("wishes");
  }

  @Test
  void whatElseTheCatalogueSaysOfAnItemIsKept() {
    assertThat(
            Tables.ask(
                    "SELECT attributes->>'make' FROM "
                        + Tables.parquet(snapshot.resolve("items.parquet"))
                        + " WHERE item_id = 'i0-01'")
                .rows())
        .containsExactly(List.of("Larkspur"));
  }

  @Test
  void usersAreATableForOtherTools() {
    List<String> lines = CommandRun.of("users", snapshot, "--format", "csv").out().lines().toList();

    assertThat(lines).hasSize(USERS + 1);
    assertThat(lines.get(0)).startsWith("user_id,segment_id,subsegment_id,confidence,");
    assertThat(lines.get(1)).matches("u0000,s\\d,s\\d\\.\\d,0\\.\\d+,.*");
  }

  @Test
  void plantedInterestsAreFoundAgain() {
    List<Set<String>> found = new ArrayList<>();
    for (int interest = 0; interest < 3; interest++) {
      found.add(new HashSet<>());
    }
    for (JsonNode user : CommandRun.of("users", snapshot, "--format", "json").json().get("users")) {
      int number = Integer.parseInt(user.get("user_id").asString().substring(1));
      found.get(number % 3).add(user.get("segment_id").asString());
    }
    assertThat(found).allSatisfy(segments -> assertThat(segments).hasSize(1));
    assertThat(new HashSet<>(found)).hasSize(3);
  }

  @Test
  void aUserComesWithTheOwnInterests() {
    JsonNode one = CommandRun.of("users", snapshot, "--user", "u0004", "--format", "json").json();

    assertThat(one.get("user").asString()).isEqualTo("u0004");
    assertThat(one.at("/interests/0").propertyNames())
        .containsExactly("rank", "item_id", "title", "weight");
    assertThat(one.at("/interests/0/item_id").asString()).startsWith("i1-");
    assertThat(CommandRun.of("users", snapshot, "--user", "u0004").out()).contains("segment_id");
  }

  @Test
  void anUnknownUserIsRefused() {
    for (String command : List.of("users", "recommend")) {
      CommandRun run = CommandRun.of(command, snapshot, "--user", "50% of '?'");

      assertThat(run.code()).isEqualTo(3);
      assertThat(run.err()).contains("No user '50% of '?''");
    }
  }

  @Test
  void aListHasTheKeysThatOthersRelyOn() {
    CommandRun run =
        CommandRun.of("recommend", snapshot, "--user", "u0001", "--k", 4, "--format", "json");

    assertThat(run.code()).isZero();
    JsonNode list = run.json();
    assertThat(list.get("user").asString()).isEqualTo("u0001");
    assertThat(list.get("items")).hasSize(4);
    assertThat(list.at("/items/0").propertyNames())
        .containsExactly("rank", "item_id", "title", "score", "affinity", "reasons");
    assertThat(list.at("/items/0/rank").asInt()).isEqualTo(1);
    assertThat(list.at("/items/0/reasons/0").asString()).isNotEmpty();
  }

  @Test
  void ofMoreItemsThanAreStoredAllAreToldWithTheRemedy() {
    CommandRun run =
        CommandRun.of("recommend", snapshot, "--user", "u0001", "--k", 7, "--format", "json");

    assertThat(run.code()).isZero();
    assertThat(run.json().get("items")).hasSize(6);
    assertThat(run.err()).contains("6 items").contains("--set recommend.length=7");
  }

  @Test
  void whatAUserTouchedIsRecommendedAgainWhereThatIsWanted() throws IOException {
    SmallShop few = SmallShop.write(Files.createDirectory(folder.resolve("few")), 12);
    Path again = folder.resolve("again");
    CommandRun run =
        CommandRun.of(
            "fit", "--events", few.events(), "--seen", "--no-cache", "--quiet", "--out", again);
    assertThat(run.code()).as(run.err()).isZero();
    String touched = Files.readString(few.events());

    JsonNode list =
        CommandRun.of("recommend", again, "--user", "u0001", "--format", "json")
            .json()
            .get("items");

    assertThat(list)
        .anyMatch(
            item ->
                touched.matches(
                    "(?s).*u0001,[a-z]+,%s,.*".formatted(item.get("item_id").asString())));
  }

  @Test
  void everyonesListsGoToAFile() throws IOException {
    Path csv = folder.resolve("recs.csv");
    Path parquet = folder.resolve("recs.parquet");

    assertThat(CommandRun.of("recommend", snapshot, "--all", "--k", 2, "--out", csv).code())
        .isZero();
    assertThat(CommandRun.of("recommend", snapshot, "--all", "--out", parquet).code()).isZero();

    assertThat(Files.readAllLines(csv))
        .hasSize(2 * USERS + 1)
        .startsWith("user_id,rank,item_id,title,score,affinity,reasons");
    assertThat(
            Tables.ask("SELECT count(*), count(DISTINCT user_id) FROM " + Tables.parquet(parquet))
                .rows())
        .containsExactly(List.of(6L * USERS, (long) USERS));
  }

  @Test
  void allNeedsAFileThatIsATable() {
    assertThat(CommandRun.of("recommend", snapshot, "--all"))
        .matches(run -> run.code() == 2)
        .matches(run -> run.err().contains("--out recs.parquet"));
    assertThat(CommandRun.of("recommend", snapshot, "--all", "--out", folder.resolve("r.xlsx")))
        .matches(run -> run.code() == 2)
        .matches(run -> run.err().contains(".parquet, a .csv or a .jsonl"));
    assertThat(CommandRun.of("recommend", snapshot))
        .matches(run -> run.code() == 2)
        .matches(run -> run.err().contains("missing: --user ID or --all."));
    assertThat(CommandRun.of("recommend", snapshot, "--all", "--user", "u1").code()).isEqualTo(2);
  }

  @Test
  void theReportIsWrittenWithItsImages() throws IOException {
    Path page = folder.resolve("out/report.html");
    Path images = folder.resolve("plots");

    CommandRun run =
        CommandRun.of(
            "report", snapshot, "--out", page, "--png", images, "--language", "zh", "--no-users");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(page)).contains("<html lang=\"zh").doesNotContain("u0004");
    assertThat(images.resolve("map.png")).exists();
    assertThat(CommandRun.of("report", snapshot, "--language", "fr").code()).isEqualTo(2);
    assertThat(CommandRun.of("report", snapshot, "--out", folder).code()).isEqualTo(1);
  }

  @Test
  void aTrainingUserKeepsItsPlace() {
    Path out = folder.resolve("again.parquet");

    CommandRun run =
        CommandRun.of("assign", snapshot, "--events", shop.events(), "--no-cache", "--out", out);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(
            Tables.ask(
                    "SELECT count(*), count(*) FILTER (a.segment_id = u.segment_id AND"
                        + " a.subsegment_id = u.subsegment_id AND a.confidence = u.confidence AND"
                        + " a.membership = u.membership AND a.sub_membership = u.sub_membership)"
                        + " FROM "
                        + Tables.parquet(out)
                        + " a JOIN "
                        + Tables.parquet(snapshot.resolve("users.parquet"))
                        + " u USING (user_id)")
                .rows())
        .containsExactly(List.of((long) USERS, (long) USERS));
  }

  @Test
  void newUsersAndNewItemsFindTheirPlace() throws IOException {
    SplittableRandom random = Seeds.stream(1, "new users");
    Path events =
        Files.writeString(
            folder.resolve("new.csv"),
            "user_id,event_type,item_id,query,timestamp\n"
                + SmallShop.eventsOf("known", 2, random)
                + "fresh,view,n1,,2026-04-20 10:00:00\nfresh,search,,plant pots,2026-04-20 10:01:00\n"
                + "empty,view,n2,,2026-04-20 10:00:00\n");
    Path items =
        Files.writeString(
            folder.resolve("new-items.csv"),
            "item_id,title\nn1,Larkspur garden trowel and pruning shears\nn2,\n");
    Path out = folder.resolve("new-users.csv");

    CommandRun run =
        CommandRun.of(
            "assign", snapshot, "--events", events, "--items", items, "--no-cache", "--out", out);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("2 items not in the snapshot; with a place by their text: 1")
        .contains("1 user with nothing that the snapshot can compare");
    String gardeners = segmentOf("u0002");
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(0))
        .isEqualTo("user_id,segment_id,subsegment_id,confidence,membership,sub_membership");
    assertThat(lines).anyMatch(line -> line.startsWith("known," + gardeners + ","));
    assertThat(lines).anyMatch(line -> line.startsWith("fresh," + gardeners + ","));
  }

  @Test
  void interruptedExportsLeaveNoFile() throws IOException {
    Path place = Files.createDirectory(folder.resolve("interrupted"));

    for (CommandRun run :
        List.of(
            CommandRun.interrupted("recommend", snapshot, "--all", "--out", place.resolve("r.csv")),
            CommandRun.interrupted(
                "recommend", snapshot, "--all", "--out", place.resolve("r.parquet")),
            CommandRun.interrupted(
                "assign", snapshot, "--events", shop.events(), "--out", place.resolve("a.csv")))) {
      assertThat(run.code()).as(run.err()).isEqualTo(130);
      assertThat(run.err()).contains("interrupted");
    }

    assertThat(place).isEmptyDirectory();
  }

  private static String segmentOf(String user) {
    return CommandRun.of("users", snapshot, "--user", user, "--format", "json")
        .json()
        .at("/place/segment_id")
        .asString();
  }
}
