package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.matrix.MatrixFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedCommandTest {
  @TempDir Path folder;

  @Test
  void aColumnBecomesARowOfNumbersARow() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("items.csv"),
            "id,title\n1,red bicycle\n2,a crimson bike\n3,\n4,tomato soup\n5,red bicycle\n");
    Path npy = folder.resolve("vectors.npy");
    Path parquet = folder.resolve("vectors.parquet");

    CommandRun run = embed(table, "minilm", npy);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().propertyNames()).containsExactly("texts", "dimension", "seconds");
    assertThat(run.json().get("texts").asInt()).isEqualTo(5);
    assertThat(run.json().get("dimension").asInt()).isEqualTo(384);
    assertThat(run.json().get("seconds").asDouble()).isPositive();
    assertThat(run.err()).contains("1 rows have no text");
    Matrix vectors = MatrixFile.read(npy);
    assertThat(vectors.rows()).isEqualTo(5);
    assertThat(vectors.row(4)).isEqualTo(vectors.row(0));
    assertThat(vectors.row(2)).containsOnly(0);
    assertThat(VectorMath.norm(vectors.row(0), 0, 384)).isCloseTo(1, within(1e-5f));
    assertThat(VectorMath.cosine(vectors.row(0), vectors.row(1)))
        .isGreaterThan(VectorMath.cosine(vectors.row(0), vectors.row(3)) + 0.2f);

    assertThat(embed(table, "minilm", parquet).code()).isZero();
    assertThat(MatrixFile.read(parquet)).isEqualTo(vectors);
  }

  @Test
  void weightedWordsAreLearnedFromTheColumn() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("items.jsonl"),
            """
            {"title": "red bicycle"}
            {"title": "blue bicycle"}
            {"title": "tomato soup"}
            {"title": "onion soup"}
            """);
    Path npy = folder.resolve("vectors.npy");
    CommandRun run = embed(table, "tfidf", npy);
    assertThat(run.code()).as(run.err()).isZero();
    Matrix vectors = MatrixFile.read(npy);
    assertThat(vectors.rows()).isEqualTo(4);
    assertThat(VectorMath.cosine(vectors.row(0), vectors.row(1))).isGreaterThan(0.9f);
    assertThat(VectorMath.cosine(vectors.row(0), vectors.row(2))).isLessThan(0.1f);
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    Path table = Files.writeString(folder.resolve("items.csv"), "id,title\n1,red bicycle\n");
    Path npy = folder.resolve("vectors.npy");
    CommandRun column =
        CommandRun.of(
            "embed", table, "--column", "titel", "--model", "minilm", "--no-cache", "--out", npy);
    assertThat(column.code()).isEqualTo(3);
    assertThat(column.err()).contains("No column 'titel'; did you mean 'title'?");
    CommandRun model = embed(table, "minlm", npy);
    assertThat(model.code()).isEqualTo(2);
    assertThat(model.err()).contains("did you mean minilm?");
    CommandRun missing = embed(folder.resolve("no.csv"), "minilm", npy);
    assertThat(missing.code()).isEqualTo(3);
    CommandRun out = embed(table, "minilm", folder.resolve("vectors.txt"));
    assertThat(out.code()).isEqualTo(2);
    assertThat(npy).doesNotExist();
  }

  private static CommandRun embed(Path table, String model, Path out) {
    return CommandRun.of(
        "embed",
        table,
        "--column",
        "title",
        "--model",
        model,
        "--no-cache",
        "--out",
        out,
        "--format",
        "json");
  }
}
