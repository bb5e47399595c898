package dev.coterie.language.wordvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.language.ModelUnavailable;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordVectorFileTest {
  @TempDir Path folder;

  private static WordVectors read(Path file, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return WordVectorFile.read(file, workers);
    }
  }

  private static WordVectors some(long seed, int n, int columns) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      words.add(i % 7 == 0 ? "词" + i : "word" + i);
    }
    return new WordVectors(words, new Cases(seed).matrix("words", n, columns), new long[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v.bin", "v.txt", "v.vec", "v.bin.gz", "v.txt.gz"})
  void whatIsWrittenIsReadAgain(String name) throws IOException {
    for (int columns : new int[] {1, 2, 50}) {
      WordVectors vectors = some(columns, 1000, columns);
      Path file = folder.resolve(name);
      WordVectorFile.write(file, vectors);
      WordVectors again = read(file, 2);
      assertThat(again.words()).isEqualTo(vectors.words());
      assertThat(again.vectors()).isEqualTo(vectors.vectors());
    }
  }

  @Test
  void filesOfManyPiecesAreReadByAnyNumberOfThreads() throws IOException {
    WordVectors vectors = some(4, 30_000, 40);
    Path file = folder.resolve("v.txt");
    WordVectorFile.write(file, vectors);
    assertThat(Files.size(file)).isGreaterThan(3L << 22);
    for (int threads : new int[] {1, 3}) {
      WordVectors again = read(file, threads);
      assertThat(again.words()).isEqualTo(vectors.words());
      assertThat(again.vectors()).isEqualTo(vectors.vectors());
    }
  }

  @Test
  void theTextOfGloveHasNoCountsAndMayHaveBlanksInWords() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("glove.txt"), "the 0.5 -1e-3 .25\n. . . 1 2 3\r\nat 7. 0 -0.0\n");
    WordVectors vectors = read(file, 1);
    assertThat(vectors.words()).containsExactly("the", ". . .", "at");
    assertThat(vectors.vectors())
        .isEqualTo(Matrix.ofRows(new float[][] {{0.5f, -1e-3f, 0.25f}, {1, 2, 3}, {7, 0, -0.0f}}));
    assertThat(vectors.row("at")).isEqualTo(2);
    assertThat(vectors.row("gone")).isEqualTo(-1);
  }

  @Test
  void theBinaryFormMayLackLineBreaks() throws IOException {
    byte[] bytes = {
      '2', ' ', '1', '\n', 'a', ' ', 0, 0, (byte) 0x80, 0x3f, 'b', ' ', 0, 0, 0, 0x40
    };
    Path file = Files.write(folder.resolve("v.bin"), bytes);
    WordVectors vectors = read(file, 1);
    assertThat(vectors.words()).containsExactly("a", "b");
    assertThat(vectors.vectors()).isEqualTo(Matrix.ofRows(new float[][] {{1}, {2}}));
  }

  @Test
  void aBadLineIsNamed() throws IOException {
    assertBroken("a 1 2\nb 3 4\nc 5\n", "line 3", "1 numbers after the word, others have 2");
    assertBroken("3 2\na 1 2\nb 3 x4\nc 5 6\n", "line 3", "'x4' is no finite number");
    assertBroken("a 1 2\nb 3 NaN\n", "line 2", "'NaN'");
    assertBroken("a 1 2\nb 3 4\n\nc 5 6\n", "line 3", "0 numbers");
    assertBroken("4 2\na 1 2\nb 3 4\n", "promises 4 words and has 2", "");
    assertBroken("hello\n", "neither two counts nor a word", "");
    assertBroken("", "empty", "");
  }

  @Test
  void aBinaryFileThatIsCutShortIsNamed() throws IOException {
    Path file = folder.resolve("v.bin");
    WordVectorFile.write(file, some(1, 100, 8));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 20));
    assertThatThrownBy(() -> read(file, 1))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("v.bin")
        .hasMessageContaining("100");
    assertThatThrownBy(() -> read(folder.resolve("no.bin"), 1))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("no.bin");
  }

  private void assertBroken(String content, String where, String what) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.txt"), content);
    assertThatThrownBy(() -> read(file, 2))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("broken.txt")
        .hasMessageContaining(where)
        .hasMessageContaining(what);
  }

  @Test
  void numbersAreThoseOfTheJdk() {
    SplittableRandom random = new Cases(9).random("numbers");
    StringBuilder text = new StringBuilder();
    List<Float> expected = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(-12, 9));
      String cell =
          switch (random.nextInt(4)) {
            case 0 -> Float.toString((float) value);
            case 1 -> Double.toString(value);
            case 2 -> String.format(Locale.ROOT, "%.5f", value);
            default -> String.format(Locale.ROOT, "%.17f", value);
          };
      text.append(' ').append(cell);
      expected.add((float) Double.parseDouble(cell));
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    float[] read = new float[expected.size()];
    assertThat(new FloatText(bytes).read(0, bytes.length, read, 0, read.length)).isTrue();
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isEqualTo(expected.get(i));
    }
    assertThat(new FloatText(bytes).read(0, bytes.length, read, 0, 5)).isFalse();
  }

  @Test
  void aWordWithABlankIsNotWritten() {
    WordVectors vectors = new WordVectors(List.of("a b"), Matrix.zeros(1, 2), new long[0]);
    assertThatThrownBy(() -> WordVectorFile.write(folder.resolve("v.txt"), vectors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a b'");
  }
}
