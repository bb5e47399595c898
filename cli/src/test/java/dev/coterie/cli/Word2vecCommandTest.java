package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.matrix.MatrixFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Word2vecCommandTest {
  @TempDir Path folder;

  private Path titles() throws IOException {
    StringBuilder table = new StringBuilder("id,title\n");
    String[] colours = {"Red", "blue", "green", "black"};
    String[] rides = {"bicycle", "scooter", "bike"};
    String[] soups = {"tomato soup", "onion soup", "pea broth"};
    for (int i = 0; i < 600; i++) {
      String colour = colours[i % 4];
      table.append(i).append(',');
      table.append(i % 2 == 0 ? colour + " city " + rides[i % 3] : "warm " + soups[i % 3]);
      table.append('\n');
    }
    return Files.writeString(folder.resolve("items.csv"), table);
  }

  @Test
  void wordsAreLearnedAndUsedAsAModel() throws IOException {
    Path table = titles();
    Path words = folder.resolve("words.bin");
    CommandRun run = train(table, words, "--algorithm", "cbow", "--threads", "1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().propertyNames())
        .containsExactly("words", "vocabulary", "dimension", "seconds");
    assertThat(run.json().get("vocabulary").asInt()).isEqualTo(12);
    assertThat(run.json().get("dimension").asInt()).isEqualTo(100);

    Path again = folder.resolve("again.bin");
    assertThat(train(table, again, "--algorithm", "cbow", "--threads", "4").code()).isZero();
    assertThat(Files.mismatch(words, again)).as("same bytes for any threads").isEqualTo(-1);

    Path npy = folder.resolve("titles.npy");
    CommandRun embedded =
        CommandRun.of(
            "embed", table, "--column", "title", "--model", words, "--no-cache", "--out", npy);
    assertThat(embedded.code()).as(embedded.err()).isZero();
    Matrix vectors = MatrixFile.read(npy);
    assertThat(vectors.rows()).isEqualTo(600);
    assertThat(VectorMath.cosine(vectors.row(0), vectors.row(2)))
        .isGreaterThan(VectorMath.cosine(vectors.row(0), vectors.row(1)));
  }

  @Test
  void idsStandBetweenBlanks() throws IOException {
    Path table = folder.resolve("sessions.tsv");
    Files.writeString(table, "session\titems\n" + "s\tA-1 B_2 c.3\n".repeat(10));
    Path words = folder.resolve("items.txt");
    CommandRun run =
        CommandRun.of(
            "word2vec",
            table,
            "--column",
            "items",
            "--split",
            "blanks",
            "--dimension",
            "8",
            "--fast",
            "--out",
            words);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(words)).startsWith("3 8\nA-1 ").contains("\nB_2 ", "\nc.3 ");
  }

  @Test
  void badSettingsAndTooLittleTextAreRefused() throws IOException {
    Path table = titles();
    Path out = folder.resolve("words.bin");
    CommandRun settings = train(table, out, "--min-count", "0");
    assertThat(settings.code()).isEqualTo(2);
    assertThat(settings.err()).contains("--min-count must be at least 1, not 0");
    CommandRun algorithm = train(table, out, "--algorithm", "glove");
    assertThat(algorithm.code()).isEqualTo(2);
    assertThat(algorithm.err()).contains("cbow or skip-gram", "glove");
    assertThat(train(table, folder.resolve("words.npy")).code()).isEqualTo(2);
    CommandRun little = train(table, out, "--min-count", "5000");
    assertThat(little.code()).isEqualTo(3);
    assertThat(little.err()).contains("--min-count");
  }

  private static CommandRun train(Path table, Path out, String... more) {
    Object[] arguments = new Object[7 + more.length];
    System.arraycopy(
        new Object[] {"word2vec", table, "--column", "title", "--out", out, "--format=json"},
        0,
        arguments,
        0,
        7);
    System.arraycopy(more, 0, arguments, 7, more.length);
    return CommandRun.of(arguments);
  }
}
