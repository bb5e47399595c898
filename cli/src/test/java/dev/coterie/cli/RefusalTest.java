package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, with which exit code, in at most three lines, nothing left behind. */
class RefusalTest {
  @TempDir static Path folder;
  private static Path events;
  private static Path snapshot;

  @BeforeAll
  static void fit() throws IOException {
    StringBuilder rows = new StringBuilder("user_id,item_id\n");
    for (int u = 0; u < 12; u++) {
      for (int i = 0; i < 4; i++) {
        rows.append("u%d,i%d%n".formatted(u, (u + i * i) % 7));
      }
    }
    events = Files.writeString(folder.resolve("events.csv"), rows);
    snapshot = folder.resolve("snapshot");
    CommandRun run =
        CommandRun.of("fit", "--events", events, "--out", snapshot, "--no-cache", "--quiet");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Too little data");
  }

  @Test
  void aSnapshotIsNotWrittenOver() throws IOException {
    refused(fitWith("--out", snapshot), 1, "exists already", "--replace");
    assertThat(snapshot.resolve("manifest.json")).exists();
  }

  @Test
  void replacingKeepsTheOldOne() {
    Path twice = folder.resolve("twice");
    assertThat(fitWith("--out", twice).code()).isZero();
    assertThat(fitWith("--out", twice, "--replace").code()).isZero();

    assertThat(folder.resolve("twice.old/manifest.json")).exists();
  }

  @Test
  void anEmptyFolderIsAsGoodAsNone() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("just made"));

    CommandRun run = fitWith("--out", empty);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(empty.resolve("manifest.json")).exists();
    assertThat(folder.resolve("just made.old")).doesNotExist();
  }

  @Test
  void whatIsNoSnapshotIsNotReplaced() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("photos"));
    Files.writeString(mine.resolve("cat.jpg"), "x");

    refused(fitWith("--out", mine, "--replace"), 1, "no snapshot", "not replaced");
    assertThat(mine.resolve("cat.jpg")).exists();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefused() {
    refused(fitWith("--out", events.resolve("snapshot")), 1, "Cannot write", "rights");
    refused(
        CommandRun.of("report", snapshot, "--out", events.resolve("report.html")),
        1,
        "Cannot write");
    refused(
        CommandRun.of("recommend", snapshot, "--all", "--out", events.resolve("r.csv")),
        1,
        "Cannot write");
  }

  @Test
  void fitNeedsAPlaceAndEvents() {
    refused(fitWith(), 2, "--out DIR");
    refused(CommandRun.of("fit", "--out", folder.resolve("x")), 2, "--events");
  }

  @Test
  void unknownKeysAreToldAllAtOnce() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("bad.yaml"), "segment:\n  k: 3\nprofile:\n  half-live-days: 3\n");

    refused(
        fitWith("--config", config, "--out", folder.resolve("x")),
        2,
        "unknown key segment, did you mean segments?",
        "unknown key profile.half-live-days, did you mean profile.half-life-days?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--set=segments.k=many|segments.k: 'many' is not a whole number",
        "--set=segments.kk=3|did you mean segments.k?",
        "--set=segments|write KEY=VALUE",
        "--set=segments.temperature=0|segments.temperature must be above 0",
        "--set=segments.k=1.5|segments.k",
        "--set=segments.k=|has no value",
        "--memory=32M|from 64M to 64T",
        "--set=profile.scaler=minmax|did you mean 'min-max'?",
        "--k=0|--k must be at least 1",
        "--k=200|segments.k is 200, but only",
        "--layout=event|did you mean 'events'?",
        "--config=nowhere.yaml|No configuration file nowhere.yaml",
        "--where=user_id ==== 3|Write one SQL condition",
        "--where=true; DROP TABLE x|Write one SQL condition",
        "--event=x|did you mean '--events'?",
        "--format=jsn|is none of table, json, csv; did you mean 'json'?",
        "--k=two|is not a whole number",
        "--out=|a path must not be empty",
        "--where= |it is empty",
        "--map=user|no pair of role and column",
        "--memory=99999999T|from 64M to 64T",
        "--threads=0|--threads must be from 1 to 1024",
        "--threads=100000|--threads must be from 1 to 1024"
      })
  void usageIsRefusedWithTheRemedy(String option, String message) {
    CommandRun run = fitWith(option, "--out", folder.resolve("never"));

    assertThat(run.code()).as(run.err()).isIn(2, 3);
    refused(run, run.code(), message);
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @Test
  void missingFilesAreBadInput() {
    refused(
        CommandRun.of("fit", "--events", folder.resolve("no.csv"), "--out", folder.resolve("x")),
        3,
        "no.csv");
    refused(CommandRun.of("validate", "--events", folder.resolve("no.csv")), 3, "no.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"segments", "users", "report", "recommend --user u1"})
  void withoutASnapshotAllThatReadOneRefuse(String command) {
    List<Object> words = new ArrayList<>(Arrays.asList((Object[]) command.split(" ")));
    words.add(1, folder.resolve("nothing"));
    refused(CommandRun.of(words.toArray()), 3, "No snapshot", "coterie fit");

    words.set(1, folder);
    refused(CommandRun.of(words.toArray()), 3, "No snapshot", "manifest.json");
  }

  @Test
  void aSnapshotCutShortIsRefused() throws IOException {
    Path cut = copy("cut");
    byte[] users = Files.readAllBytes(cut.resolve("users.parquet"));
    Files.write(cut.resolve("users.parquet"), Arrays.copyOf(users, users.length / 2));
    refused(CommandRun.of("users", cut), 3, "not whole", "users.parquet");
    refused(CommandRun.of("report", cut, "--out", folder.resolve("cut.html")), 3, "not whole");
    assertThat(folder.resolve("cut.html")).doesNotExist();

    Files.delete(cut.resolve("items.parquet"));
    refused(CommandRun.of("segments", cut), 3, "not whole", "items.parquet");
    Files.writeString(cut.resolve("manifest.json"), "{\"format\": 1, ");
    refused(CommandRun.of("segments", cut), 3, "manifest", "broken");
  }

  @Test
  void everyFileOfASnapshotThatIsCutShortIsNamed() throws IOException {
    Path cut = copy("each");
    List<Path> files;
    try (Stream<Path> all = Files.walk(cut)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.endsWith("rejects.parquet"))
              .sorted()
              .toList();
    }
    assertThat(files).hasSizeGreaterThan(8);
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      List<CommandRun> runs =
          List.of(
              CommandRun.of("segments", cut),
              CommandRun.of("users", cut),
              CommandRun.of("users", cut, "--user", "u1"),
              CommandRun.of("report", cut, "--out", folder.resolve("each.html")),
              CommandRun.of("recommend", cut, "--user", "u1"),
              CommandRun.of("recommend", cut, "--all", "--out", folder.resolve("each.csv")),
              CommandRun.of(
                  "assign", cut, "--events", events, "--out", folder.resolve("each.parquet")));
      String name = String.valueOf(file.getFileName());

      assertThat(runs.stream().filter(run -> run.code() != 0)).as(name).isNotEmpty();
      for (CommandRun run : runs) {
        if (run.code() != 0) {
          refused(run, 3, "coterie: ");
        }
      }
      Files.write(file, whole);
    }
  }

  @Test
  void assignSaysThatItReadsOtherColumnsInItsOwnWay() throws IOException {
    Path fitted = folder.resolve("mapped.csv");
    Files.writeString(
        fitted,
        Files.readString(events)
            .replace("user_id,item_id", "who,what,n")
            .replaceAll("(i\\d)", "$1,1"));
    Path mapped = folder.resolve("mapped");
    CommandRun fit =
        CommandRun.of(
            "fit",
            "--events",
            fitted,
            "--map",
            "user=who,item=what",
            "--where",
            "n > 0",
            "--out",
            mapped,
            "--no-cache");
    assertThat(fit.code()).as(fit.err()).isZero();
    Path out = folder.resolve("assigned.csv");

    CommandRun same = CommandRun.of("assign", mapped, "--events", fitted, "--out", out);
    assertThat(same.code()).as(same.err()).isZero();
    assertThat(same.err()).doesNotContain("--where");

    CommandRun other = CommandRun.of("assign", mapped, "--events", events, "--out", out);
    assertThat(other.code()).as(other.err()).isZero();
    assertThat(other.err()).contains("columns are not those of the fit's files", "--where");

    Files.writeString(fitted, "who,what,n\nu1,i1,0\nu2,i2,0\n");
    refused(
        CommandRun.of("assign", mapped, "--events", fitted, "--out", out),
        3,
        "Too little data",
        "filtered 2");
  }

  @Test
  void withoutItsModelsASnapshotCannotAssign() throws IOException {
    Path cut = copy("no-models");
    Files.writeString(cut.resolve("models/models.json"), "{");

    refused(
        CommandRun.of("assign", cut, "--events", events, "--out", folder.resolve("a.csv")),
        3,
        "not whole",
        "models");
  }

  @Test
  void aManifestThatLacksSomethingIsRefused() throws IOException {
    Path lacking = copy("lacking");
    String manifest = Files.readString(lacking.resolve("manifest.json"));
    Files.writeString(
        lacking.resolve("manifest.json"), manifest.replaceFirst("\"basis\" : \"[A-Z_]+\",", ""));

    refused(CommandRun.of("report", lacking), 3, "broken", "basis", "fit again");
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    Path newer = copy("newer");
    String manifest = Files.readString(newer.resolve("manifest.json"));
    Files.writeString(
        newer.resolve("manifest.json"),
        manifest.replaceFirst("\"format\" : \\d+", "\"format\" : 99"));

    refused(CommandRun.of("segments", newer), 3, "format 99", "newer version");
  }

  @Test
  void splitsAreCheckedBeforeTheWork() {
    refused(evaluate("--split", "temporl:0.9"), 2, "temporl:0.9", "leave-last-out");
    refused(evaluate("--split", "random:7"), 2, "between 0 and 1");
    refused(evaluate("--split", "temporal:"), 2, "'temporal:' lacks a share");
    refused(evaluate("--split", "temporal:0.9"), 3, "no times", "random:0.8");
    refused(evaluate("--split", "leave-last-out"), 3, "no times", "random:0.8");
    refused(evaluate("--k", "0"), 2, "--k must be at least 1");
  }

  @Test
  void validateEndsWellThoughRowsAreRejected() throws IOException {
    Path messy =
        Files.writeString(
            folder.resolve("messy.csv"), "user_id,item_id\na,x\na,x\nb,y\n,z\nc,\nd,x\n");

    CommandRun run = CommandRun.of("validate", "--events", messy, "--format", "json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().get("rows").asInt()).isEqualTo(6);
    assertThat(run.json().get("kept").asInt()).isEqualTo(3);
    assertThat(run.json().get("users").asInt()).isEqualTo(3);
    assertThat(run.json().get("items").asInt()).isEqualTo(2);
    assertThat(run.json().at("/rejected/duplicate").asInt()).isEqualTo(1);
    assertThat(run.json().at("/rejected/missing-user").asInt()).isEqualTo(1);
    Path rejects = folder.resolve("rejects.csv");
    assertThat(CommandRun.of("validate", "--events", messy, "--rejects", rejects).out())
        .containsPattern("rejected: missing-item +1  neither an item nor a query");
    assertThat(rejects)
        .content()
        .contains("source,line,raw,reason", "messy.csv,3,", "messy.csv,5,", "missing-user");
    refused(
        CommandRun.of("validate", "--events", messy, "--rejects", folder.resolve("rejects.txt")),
        2,
        "rejects.txt",
        ".csv");
  }

  @Test
  void fitSaysWhatItLeftOutAndWhereItLies() throws IOException {
    Path messy =
        Files.writeString(
            folder.resolve("to be cleaned.csv"), Files.readString(events) + "u1,i1\nu1,i1\n,i2\n");
    Path out = folder.resolve("cleaned");

    CommandRun run = CommandRun.of("fit", "--no-cache", "--events", messy, "--out", out);

    assertThat(run.out())
        .containsPattern("left out: \\d+ rows of \\d+ rows \\(duplicate \\d+, missing-user 1\\)")
        .contains(out.resolve("rejects.parquet").toString());
  }

  @Test
  void aSnapshotThatAnOptionTookForAFileIsAskedFor() {
    refused(
        CommandRun.of("assign", "--events", events, snapshot, "--out", folder.resolve("a.csv")),
        2,
        "missing: SNAPSHOT. It comes first");
  }

  private static CommandRun fitWith(Object... options) {
    return CommandRun.of(
        Stream.concat(Stream.of("fit", "--no-cache", "--events", events), Arrays.stream(options))
            .toArray());
  }

  private static CommandRun evaluate(Object... options) {
    return CommandRun.of(
        Stream.concat(
                Stream.of("evaluate", "--no-cache", "--events", events), Arrays.stream(options))
            .toArray());
  }

  private static void refused(CommandRun run, int code, String... parts) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(parts).doesNotContain("\tat ");
    assertThat(run.err().lines()).hasSizeBetween(1, 3);
    assertThat(run.out()).isEmpty();
  }

  private static Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(snapshot)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(snapshot.relativize(file).toString()));
      }
    }
    return copy;
  }
}
