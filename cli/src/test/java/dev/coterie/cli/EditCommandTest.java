package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EditCommandTest {
  private static final String[] MODEL = {
    "--set", "embedding.otherwise=tfidf", "--no-cache", "--quiet", "--threads", "2"
  };

  @TempDir private static Path folder;
  private static SmallShop shop;
  private static Path snapshot;

  @BeforeAll
  static void fit() throws IOException {
    shop = SmallShop.write(folder, 60);
    snapshot = folder.resolve("week-1");
    fit(snapshot, "--k", "3");
  }

  @AfterEach
  void forget() throws IOException {
    Files.deleteIfExists(edits());
  }

  private static void fit(Path out, String... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("fit", "--events", shop.events(), "--items", shop.items(), "--out", out));
    words.addAll(List.of(MODEL));
    words.addAll(List.of(more));
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static Path edits() {
    return folder.resolve("week-1.edits.json");
  }

  private static CommandRun edit(Object... words) {
    return editOf(snapshot, words);
  }

  private static CommandRun editOf(Path of, Object... words) {
    List<Object> all = new ArrayList<>(List.of("edit", of));
    all.addAll(List.of(words));
    all.addAll(List.of("--format", "json"));
    return CommandRun.of(all.toArray());
  }

  private static void done(Object... words) {
    CommandRun run = edit(words);
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static Map<String, JsonNode> segments(Path of) {
    Map<String, JsonNode> byId = new HashMap<>();
    for (JsonNode segment :
        CommandRun.of("segments", of, "--format", "json").json().get("segments")) {
      byId.put(segment.get("id").asString(), segment);
    }
    return byId;
  }

  private static JsonNode segment(Path of, String id) {
    return Optional.ofNullable(segments(of).get(id)).orElseThrow();
  }

  private static String name(Path of, String id) {
    return segment(of, id).get("name").asString();
  }

  private static int size(String id) {
    return segment(snapshot, id).get("size").asInt();
  }

  private static Map<String, String> places(Path of) {
    Map<String, String> byUser = new HashMap<>();
    for (JsonNode user : CommandRun.of("users", of, "--format", "json").json().get("users")) {
      byUser.put(user.get("user_id").asString(), user.get("segment_id").asString());
    }
    return byUser;
  }

  private static void refused(CommandRun run, int code, String... words) {
    assertThat(run.code()).as(run.out()).isEqualTo(code);
    assertThat(run.err()).contains(words);
    assertThat(run.err().lines().count()).isBetween(1L, 3L);
  }

  @Test
  void everyReaderShowsAnEditAtOnce() throws IOException {
    Map<String, String> before = places(snapshot);
    done("rename", "s1", "Morning people");
    done("describe", "s1", "They come early.");
    done("merge", "s1", "s3");
    JsonNode first = segment(snapshot, "s1");
    assertThat(first.get("name").asString()).isEqualTo("Morning people");
    assertThat(first.get("description").asString()).isEqualTo("They come early.");
    assertThat(first.get("size").asInt()).isEqualTo(40);
    assertThat(segments(snapshot)).containsKeys("s2", "s3.1").doesNotContainKey("s3");
    Map<String, String> after = places(snapshot);
    before.forEach(
        (user, segment) ->
            assertThat(after).containsEntry(user, segment.equals("s3") ? "s1" : segment));

    Path assigned = folder.resolve("assigned.csv");
    CommandRun assign =
        CommandRun.of(
            "assign", snapshot, "--events", shop.events(), "--out", assigned, "--no-cache");
    assertThat(assign.code()).as(assign.err()).isZero();
    for (String line : Files.readAllLines(assigned).subList(1, 61)) {
      String[] cells = line.split(",", 3);
      assertThat(cells[1]).as(cells[0]).isEqualTo(after.get(cells[0]));
    }

    Path report = folder.resolve("report.html");
    assertThat(CommandRun.of("report", snapshot, "--out", report).code()).isZero();
    assertThat(Files.readString(report)).contains("Morning people", "They come early.");
  }

  @Test
  void aSplitIsAClusteringOfTheUsersAndAHiddenSegmentIsShownOnlyWhenAskedFor() {
    done("merge", "s1", "s2");
    done("split", "s1", "2");
    assertThat(segments(snapshot))
        .containsKeys("s3", "s4", "s4.1", "s5", "s5.1")
        .doesNotContainKey("s1");
    assertThat(size("s4") + size("s5")).isEqualTo(40);
    assertThat(segment(snapshot, "s4").get("phrases")).isNotEmpty();
    assertThat(name(snapshot, "s4")).isNotEqualTo(name(snapshot, "s5"));
    done("hide", "s5");
    assertThat(segments(snapshot)).doesNotContainKeys("s5", "s5.1");
    assertThat(CommandRun.of("segments", snapshot, "--segment", "s5").code()).isZero();
    assertThat(places(snapshot)).containsValue("s5");
    done("undo");
    assertThat(segments(snapshot)).containsKey("s5");
  }

  @Test
  void anyEditIsTakenBackAndWhatRestsOnItIsToldOrMadeAgain() {
    Map<String, String> fitted = places(snapshot);
    done("rename", "s2", "Second");
    done("merge", "s1", "s2");
    done("split", "s1", "2");
    done("rename", "s4", "A part");
    refused(edit("undo", "3"), 2, "there is no segment s4", "first: 4. rename s4");
    done("undo", "1");
    assertThat(size("s4") + size("s5")).isEqualTo(40);
    done("undo", "2");
    assertThat(size("s4") + size("s5")).as("the split of s1 alone").isEqualTo(20);
    assertThat(name(snapshot, "s4")).isEqualTo("A part");
    assertThat(name(snapshot, "s2")).isNotEqualTo("Second");
    done("undo");
    done("undo");
    assertThat(places(snapshot)).isEqualTo(fitted);
  }

  @Test
  void subsegmentsAreSplitAndMergedInsideTheirSegmentAndSoAgainByARefit() {
    done("split", "s1.1", "2");
    List<String> parts =
        segments(snapshot).keySet().stream().filter(id -> id.startsWith("s1.")).sorted().toList();
    assertThat(parts).doesNotContain("s1.1").hasSizeGreaterThanOrEqualTo(2);
    assertThat(parts.stream().mapToInt(EditCommandTest::size).sum()).isEqualTo(size("s1"));
    assertThat(segment(snapshot, parts.getLast()).get("level").asInt()).isEqualTo(2);
    Path same = folder.resolve("sub-week-2");
    fit(same, "--k", "3", "--from", snapshot.toString());
    assertThat(segments(same).keySet()).isEqualTo(segments(snapshot).keySet());
    done("merge", parts.get(0), parts.get(1));
    assertThat(segments(snapshot)).containsKey(parts.get(0)).doesNotContainKey(parts.get(1));
    refused(edit("merge", parts.get(0), "s2.1"), 2, "s2.1 is a subsegment, of s2");
  }

  @Test
  void aRefitMakesTheEditsAgainAndKeepsWhatDoesNotHold() throws IOException {
    done("lock", "s3");
    done("rename", "s2", "Second");
    done("merge", "s1", "s2");
    done("split", "s1", "2");
    String locked = name(snapshot, "s3");
    Path same = folder.resolve("week-2");
    fit(same, "--k", "3", "--from", snapshot.toString());
    assertThat(segments(same).keySet()).isEqualTo(segments(snapshot).keySet());
    assertThat(places(same)).isEqualTo(places(snapshot));
    assertThat(name(same, "s3")).isEqualTo(locked);

    Path fewer = folder.resolve("week-3");
    fit(fewer, "--k", "2", "--from", snapshot.toString());
    JsonNode list = editOf(fewer, "list").json().get("edits");
    assertThat(list).hasSize(4);
    List<String> reasons = new ArrayList<>();
    list.forEach(
        edit -> {
          if (!edit.get("applied").asBoolean()) {
            reasons.add(edit.get("reason").asString());
          }
        });
    assertThat(reasons).as("one of three segments is no more").isNotEmpty();
    Path back = folder.resolve("week-4");
    fit(back, "--k", "3", "--from", fewer.toString());
    assertThat(editOf(back, "list").json().get("edits")).as("nothing is dropped").hasSize(4);
  }

  @Test
  void whatIsReplacedTakesItsEditsAlong() {
    done("rename", "s1", "Before");
    Path out = folder.resolve("replaced");
    fit(out, "--k", "3");
    assertThat(editOf(out, "rename", "s2", "Here").code()).isZero();
    fit(out, "--k", "3", "--replace");
    assertThat(Files.exists(folder.resolve("replaced.edits.json"))).isFalse();
    assertThat(folder.resolve("replaced.old.edits.json")).exists();
  }

  @Test
  void badEditsAreRefusedAndNothingIsLost() throws IOException {
    done("rename", "s1", "Kept");
    String kept = Files.readString(edits());
    refused(edit("rename", "s7", "x"), 2, "there is no segment s7", "Did you mean");
    refused(edit("merge", "s1", "s1"), 2, ": s1 cannot be merged with itself");
    refused(edit("merge", "s1", "s2.1"), 2, ": s2.1 is a subsegment, of s2");
    refused(edit("undo", "7"), 2, "There is no edit 7");
    refused(edit("undo", "x"), 2, "'x' is not a whole number");
    refused(edit("split", "s1", "1"), 2, "2 or more");
    refused(edit("split", "s1", "many"), 2, "'many' is not a whole number");
    refused(edit("split", "s1", "500"), 2, "do not split into 500");
    refused(edit("rename", "s1"), 2, "rename ID NAME");
    refused(edit("rename", "s1", " "), 2, "must not be empty");
    refused(edit("paint", "s1"), 2, "paint");
    refused(edit("hide", "s2", "--revision", "0"), 2, "revision 0, now 1", "rename s1 \"Kept\"");
    assertThat(Files.readString(edits())).isEqualTo(kept);
    done("lock", "s2");
    refused(edit("rename", "s2", "x"), 2, ": s2 is locked by edit 2");
    done("merge", "s1", "s3");
    refused(edit("merge", "s3", "s1"), 2, ": s3 was merged into s1");
  }

  @Test
  void aFileThatIsBrokenOrOfAnotherFitIsToldWithTheRemedy() throws IOException {
    Files.writeString(edits(), "{\"fit\": \"x\", \"revision\": 1,\n \"edits\": [{]}");
    refused(CommandRun.of("segments", snapshot), 3, "week-1.edits.json are broken", "line 2");
    Files.writeString(edits(), "{\"fit\": \"x\", \"revision\": 1, \"edits\": []}");
    refused(edit("list"), 3, "of another fit", "Move the file away");
    Files.writeString(edits(), "{\"fit\": \"x\"}");
    refused(edit("list"), 3, "broken");
  }
}
