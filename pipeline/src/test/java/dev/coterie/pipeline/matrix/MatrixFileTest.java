package dev.coterie.pipeline.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void whatIsWrittenIsReadAgain(Cases cases) {
    Matrix matrix = cases.matrix("x", cases.size("rows", 0, 400), cases.size("columns", 1, 300));
    Path npy = folder.resolve("x.npy");
    MatrixFile.write(npy, matrix);
    assertThat(MatrixFile.read(npy)).isEqualTo(matrix);
    if (matrix.rows() > 0) {
      Path parquet = folder.resolve("x.parquet");
      MatrixFile.write(parquet, matrix);
      assertThat(MatrixFile.read(parquet)).isEqualTo(matrix);
    }
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            matrix.rows() > 0 ? new String[] {"x.npy", "x.parquet"} : new String[] {"x.npy"});
  }

  @Test
  void anArrayHasTheHeaderOfFormatOne() throws IOException {
    Path npy = folder.resolve("x.npy");
    MatrixFile.write(npy, Matrix.ofRows(new float[][] {{1, -2}, {0.5f, 3}, {7, 8}}));
    byte[] bytes = Files.readAllBytes(npy);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    int header = buffer.getShort(8);
    assertThat((10 + header) % 64).isZero();
    assertThat(new String(bytes, 10, header, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }")
        .endsWith("\n");
    assertThat(bytes).hasSize(10 + header + 6 * 4);
    assertThat(buffer.getFloat(10 + header + 4)).isEqualTo(-2);
  }

  /** As numpy.save writes {@code [[1, 2, 3], [4, 5, 6]]}; in Fortran order column by column. */
  @ParameterizedTest
  @CsvSource({
    "1, <f4, False", "1, >f4, False", "2, <f8, False", "3, <f8, True", "1, >f8, True",
    "1, <f2, False", "1, |i1, False", "1, |u1, False", "1, <i2, False", "1, >i4, True",
    "1, <i8, False", "1, <u2, False", "1, <u4, False", "1, <u8, False"
  })
  void arraysOfOtherTypesAreRead(int version, String descr, String fortran) throws IOException {
    int[] values =
        fortran.equals("True") ? new int[] {1, 4, 2, 5, 3, 6} : new int[] {1, 2, 3, 4, 5, 6};
    ByteBuffer body =
        ByteBuffer.allocate(6 * (descr.charAt(2) - '0'))
            .order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      switch (descr.substring(1)) {
        case "f2" -> body.putShort(Float.floatToFloat16(value));
        case "f4" -> body.putFloat(value);
        case "f8" -> body.putDouble(value);
        case "i1", "u1" -> body.put((byte) value);
        case "i2", "u2" -> body.putShort((short) value);
        case "i4", "u4" -> body.putInt(value);
        default -> body.putLong(value);
      }
    }
    Path npy = array(version, dictionary(descr, fortran, "(2, 3)"), body.array());
    assertThat(MatrixFile.read(npy)).isEqualTo(Matrix.ofRows(new float[][] {{1, 2, 3}, {4, 5, 6}}));
  }

  @Test
  void aVectorIsAColumn() throws IOException {
    Path npy = array(1, dictionary("|i1", "False", "(3,)"), new byte[] {7, -1, 2});
    assertThat(MatrixFile.read(npy)).isEqualTo(Matrix.ofRows(new float[][] {{7}, {-1}, {2}}));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<f4; (2, 3); ends before",
        "<f4; (1, 1, 1); dimensions",
        "|O; (1, 1); no plain numbers",
        "<c8; (1, 1); no plain numbers",
        "<f4; (70000, 70000); more than a matrix"
      })
  void whatIsNoMatrixIsRefused(String descr, String shape, String says) throws IOException {
    Path npy = array(1, dictionary(descr, "False", shape), new byte[8]);
    assertThatThrownBy(() -> MatrixFile.read(npy))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("x.npy")
        .hasMessageContaining(says);
  }

  @Test
  void otherFilesAndMissingOnesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("y.npy"), "not an array at all");
    assertThatThrownBy(() -> MatrixFile.read(text)).isInstanceOf(BadInput.class);
    Path empty = Files.createFile(folder.resolve("z.npy"));
    assertThatThrownBy(() -> MatrixFile.read(empty)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> MatrixFile.read(folder.resolve("no.npy")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no.npy");
    assertThatThrownBy(() -> MatrixFile.read(folder.resolve("x.xlsx")))
        .isInstanceOf(BadUsage.class);
    assertThatThrownBy(() -> MatrixFile.checkOut(folder.resolve("x.csv")))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining(".npy");
  }

  @Test
  void valuesThatAreNotFiniteAreNamed() throws IOException {
    ByteBuffer body = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    body.putFloat(1).putFloat(2).putFloat(Float.NaN).putFloat(4);
    Path npy = array(1, dictionary("<f4", "False", "(2, 2)"), body.array());
    assertThatThrownBy(() -> MatrixFile.read(npy))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("NaN at row 1, column 0");
  }

  @Test
  void tablesOfNumbersAreRead() throws IOException {
    Path csv = Files.writeString(folder.resolve("x.csv"), "a,b\n1,2.5\n-3,4\n");
    Matrix expected = Matrix.ofRows(new float[][] {{1, 2.5f}, {-3, 4}});
    assertThat(MatrixFile.read(csv)).isEqualTo(expected);
    Path bare = Files.writeString(folder.resolve("bare.csv"), "1,2.5\n-3,4\n");
    assertThat(MatrixFile.read(bare)).isEqualTo(expected);

    Path named = Files.writeString(folder.resolve("named.csv"), "a,name\n1,one\n2,two\n");
    assertThatThrownBy(() -> MatrixFile.read(named))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("'name'");
    Path gap = Files.writeString(folder.resolve("gap.csv"), "a,b\n1,2\n3,\n");
    assertThatThrownBy(() -> MatrixFile.read(gap))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("row 2 of column 'b'");
  }

  @Test
  void aColumnOfVectorsIsFoundBesideOthers() {
    Path parquet = folder.resolve("items.parquet");
    TableWriter.write(
        parquet,
        List.of(Column.text("item_id"), Column.vector("vector")),
        table -> {
          table.row("a", new float[] {1, 2});
          table.row("b", new float[] {3, 4});
        });
    assertThat(MatrixFile.read(parquet)).isEqualTo(Matrix.ofRows(new float[][] {{1, 2}, {3, 4}}));
    Path ragged = folder.resolve("ragged.parquet");
    TableWriter.write(
        ragged,
        List.of(Column.vector("vector")),
        table -> {
          table.row((Object) new float[] {1, 2});
          table.row((Object) new float[] {3});
        });
    assertThatThrownBy(() -> MatrixFile.read(ragged))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("row 2");
  }

  private static String dictionary(String descr, String fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n".formatted(descr, fortran, shape);
  }

  private Path array(int version, String header, byte[] body) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes =
        ByteBuffer.allocate(12 + text.length + body.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) text.length);
    } else {
      bytes.putInt(text.length);
    }
    bytes.put(text).put(body);
    byte[] whole = new byte[bytes.position()];
    bytes.flip().get(whole);
    return Files.write(folder.resolve("x.npy"), whole);
  }
}
