package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without a byte left, where the one who runs the test may make one. */
class DiskFullTest {
  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void fill() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        Path.of("/proc/self").toFile().exists()
            && ended("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
        "only root may mount a small disk");
    try {
      Files.write(disk.resolve("fill"), new byte[1 << 20]);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  @AfterEach
  void takeAway() throws Exception {
    ended("umount", disk.toString());
  }

  @Test
  void everyCommandThatWritesSaysSoAndLeavesNothing() throws IOException {
    SmallShop shop = SmallShop.write(folder, 60);
    Path snapshot = folder.resolve("snapshot");
    Path points = Files.writeString(folder.resolve("points.csv"), "x,y\n1,2\n3,4\n9,9\n");
    assertThat(run("fit", "--no-cache", "--events", shop.events(), "--out", snapshot).code())
        .isZero();

    for (CommandRun run :
        List.of(
            run("fit", "--no-cache", "--events", shop.events(), "--out", disk.resolve("snapshot")),
            run("report", snapshot, "--out", disk.resolve("report.html")),
            run("report", snapshot, "--out", folder.resolve("r.html"), "--png", disk),
            run("recommend", snapshot, "--all", "--out", disk.resolve("recs.csv")),
            run("recommend", snapshot, "--all", "--out", disk.resolve("recs.parquet")),
            run(
                "assign",
                snapshot,
                "--no-cache",
                "--events",
                shop.events(),
                "--out",
                disk.resolve("u.parquet")),
            embed(shop, "titles.npy"),
            embed(shop, "titles.parquet"),
            run("word2vec", shop.items(), "--column=title", "--out", disk.resolve("w.bin")),
            run("word2vec", shop.items(), "--column=title", "--out", disk.resolve("w.txt.gz")),
            run("cluster", points, "--algorithm=ward", "--k=2", "--out", disk.resolve("l.csv")))) {
      assertThat(run.code()).as(run.err()).isEqualTo(1);
      assertThat(run.err()).contains("the disk is full").doesNotContain("\tat ");
      assertThat(run.err().lines()).hasSizeBetween(1, 3);
      assertThat(disk.toFile().list()).containsExactly("fill");
    }
  }

  private CommandRun embed(SmallShop shop, String file) {
    return run(
        "embed", shop.items(), "--column=title", "--model=tfidf", "--out", disk.resolve(file));
  }

  private static CommandRun run(Object... words) {
    return CommandRun.of(words);
  }

  private static boolean ended(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }
}
