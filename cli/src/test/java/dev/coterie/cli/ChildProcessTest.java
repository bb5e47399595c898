package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals, and the folder that it runs in. */
class ChildProcessTest {
  @TempDir Path folder;

  @Test
  void interruptedInTheMiddleItLeavesNothing() throws Exception {
    SmallShop shop = SmallShop.write(folder, 4000);
    Path temp = Files.createDirectory(folder.resolve("temp"));
    Process process =
        start(
            "fit",
            "--events",
            shop.events(),
            "--no-cache",
            "--threads",
            1,
            "--out",
            folder.resolve("snapshot"));
    while (process.isAlive() && names(temp).stream().noneMatch(n -> n.startsWith("coterie-"))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(errors()).isEqualTo(130);
    assertThat(names(folder))
        .containsExactlyInAnyOrder("events.csv", "items.csv", "temp", "out", "err");
    assertThat(names(temp)).noneMatch(name -> name.startsWith("coterie-"));
    assertThat(errors()).doesNotContain("\tat ").doesNotContain("bug");
  }

  @Test
  void interruptedAnywhereItLeavesAWholeFileOrNone() throws Exception {
    SmallShop shop = SmallShop.write(folder, 600);
    Path snapshot = folder.resolve("snapshot");
    assertThat(
            CommandRun.of("fit", "--events", shop.events(), "--out", snapshot, "--no-cache").code())
        .isZero();
    StringBuilder points = new StringBuilder("x,y\n");
    for (int i = 0; i < 4000; i++) {
      points.append("%d,%d%n".formatted(i % 61, i * 31 % 977));
    }
    Path matrix = Files.writeString(folder.resolve("points.csv"), points);
    Files.createDirectory(folder.resolve("temp"));
    Path place = Files.createDirectory(folder.resolve("results"));
    List<List<Object>> commands =
        List.of(
            List.of("recommend", snapshot, "--all", "--out", place.resolve("recs.parquet")),
            List.of("assign", snapshot, "--events", shop.events(), "--out", place.resolve("a.csv")),
            List.of("report", snapshot, "--out", place.resolve("report.html")),
            List.of(
                "embed",
                shop.events(),
                "--column=query",
                "--model=minilm",
                "--no-cache",
                "--out",
                place.resolve("queries.npy")),
            List.of(
                "cluster", matrix, "--algorithm=ward", "--k=9", "--out", place.resolve("l.csv")));
    for (List<Object> command : commands) {
      Path out = (Path) command.getLast();
      assertThat(CommandRun.of(command.toArray()).code()).isZero();
      byte[] whole = Files.readAllBytes(out);
      for (int moment : new int[] {700, 1500}) {
        Files.deleteIfExists(out);
        Process process = start(command.toArray());
        process.waitFor(moment, TimeUnit.MILLISECONDS);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s %s", command, errors()).isIn(0, 130);
        assertThat(errors()).doesNotContain("\tat ").doesNotContain("bug");
        if (Files.exists(out)) {
          assertThat(Files.readAllBytes(out)).as(out.toString()).isEqualTo(whole);
        }
        Files.deleteIfExists(out);
        assertThat(place).as(command.toString()).isEmptyDirectory();
        assertThat(names(folder.resolve("temp"))).noneMatch(name -> name.startsWith("coterie-"));
      }
    }
  }

  @Test
  void theDemoWorksInTheFolderThatItIsRunIn() throws Exception {
    Path sample = Files.createDirectories(folder.resolve("samples/shop"));
    SmallShop shop = SmallShop.write(folder, 60);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(sample.resolve("events.csv.gz")))) {
      Files.copy(shop.events(), out);
    }
    Files.copy(shop.items(), sample.resolve("items.csv"));
    Files.createDirectory(folder.resolve("temp"));
    for (int run = 1; run <= 2; run++) {
      Process process = start("demo", "--no-cache", "--language", "zh");

      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(errors()).isZero();
      assertThat(Files.readString(folder.resolve("out")))
          .contains("60 users", "open it in a browser", "--user u00");
      assertThat(names(folder.resolve("coterie-demo")))
          .containsExactlyInAnyOrder("snapshot", "report.html");
    }
  }

  private Process start(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (interruptsAreIgnored()) {
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx512m",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + folder.resolve("temp"),
            "-Dcoterie.home=" + folder,
            "-Dstdout.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.coterie.cli.CoterieCommand"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  /** A shell starts what runs in its background so, and children take it over. */
  private static boolean interruptsAreIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
