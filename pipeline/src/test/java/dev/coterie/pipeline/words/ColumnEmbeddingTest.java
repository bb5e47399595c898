package dev.coterie.pipeline.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.matrix.MatrixFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnEmbeddingTest {
  @TempDir Path folder;

  private ColumnEmbedding.Summary run(Path table, String model, Path out) {
    Machine machine = new Machine(2, 1L << 30, folder, VectorCache.none());
    return ColumnEmbedding.run(
        List.of(table.toString()), "title", model, out, 1, machine, Progress.NONE);
  }

  @Test
  void aTableOfManyPiecesHasARowARow() throws IOException {
    String[] titles = {"red lamp", "blue lamp", "red mug", "tin", "blue tin", "blue bird", "?"};
    StringBuilder table = new StringBuilder("id,title\n");
    int rows = 70_000;
    for (int i = 0; i < rows; i++) {
      table.append(i).append(',').append(titles[i % titles.length]).append('\n');
    }
    Path out = folder.resolve("v.npy");
    ColumnEmbedding.Summary summary =
        run(Files.writeString(folder.resolve("t.csv"), table), "tfidf", out);
    assertThat(summary.texts()).isEqualTo(rows);
    assertThat(summary.notes())
        .containsExactly("10000 texts have no word that the model knows; their vectors are zeros.");
    Matrix vectors = MatrixFile.read(out);
    assertThat(vectors.rows()).isEqualTo(rows);
    assertThat(vectors.columns()).isEqualTo(summary.dimension());
    for (int i = titles.length; i < rows; i++) {
      assertThat(Arrays.equals(vectors.row(i), vectors.row(i % titles.length)))
          .as("row %d", i)
          .isTrue();
    }
    assertThat(vectors.row(0)).isNotEqualTo(vectors.row(1));
  }

  @Test
  void aFileOfWordVectorsIsAModel() throws IOException {
    Path table =
        Files.writeString(folder.resolve("t.csv"), "id,title\n1,Red mug\n2,zebra\n3,tin\n");
    Path words = Files.writeString(folder.resolve("w.txt"), "red 1 0 0\nmug 0 1 0\ntin 0 0 1\n");
    Path out = folder.resolve("v.npy");
    ColumnEmbedding.Summary summary = run(table, words.toString(), out);
    assertThat(summary.dimension()).isEqualTo(3);
    assertThat(MatrixFile.read(out).row(1)).containsOnly(0);
    Files.writeString(words, "red 1 0 0\nmug 0 one 0\n");
    assertThatThrownBy(() -> run(table, words.toString(), out))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> run(table, folder.resolve("no.bin").toString(), out))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no.bin");
  }
}
