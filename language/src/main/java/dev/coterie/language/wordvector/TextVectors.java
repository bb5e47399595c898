package dev.coterie.language.wordvector;

import dev.coterie.language.ModelUnavailable;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads the text formats, in two passes over pieces that end with a line: the first counts lines,
 * so that the second knows which rows a piece fills. A word may have blanks in it: the numbers are
 * the last of its line.
 */
final class TextVectors {
  private static final int PIECE = 1 << 22;

  private final MemorySegment bytes;
  private final WordVectorHeader header;
  private final Path file;

  TextVectors(MemorySegment bytes, WordVectorHeader header, Path file) {
    this.bytes = bytes;
    this.header = header;
    this.file = file;
  }

  WordVectors read(Workers workers) {
    long[] starts = pieces();
    int pieces = starts.length - 1;
    int[] firstRow = new int[pieces + 1];
    workers.forBlocks(
        pieces, 1, (from, to) -> firstRow[from + 1] = lines(copy(starts[from], starts[from + 1])));
    for (int p = 0; p < pieces; p++) {
      firstRow[p + 1] = Math.addExact(firstRow[p], firstRow[p + 1]);
    }
    int rows = firstRow[pieces];
    if (header.words() >= 0 && header.words() != rows) {
      throw new ModelUnavailable(
          String.format(
              Locale.ROOT,
              "The file %s promises %d words and has %d.\nDownload it again.",
              file,
              header.words(),
              rows));
    }
    Matrix vectors = Matrix.zeros(rows, header.dimension());
    String[] words = new String[rows];
    workers.forBlocks(
        pieces,
        1,
        (from, to) -> parse(copy(starts[from], starts[from + 1]), firstRow[from], vectors, words));
    return new WordVectors(Arrays.asList(words), vectors, new long[0]);
  }

  private byte[] copy(long from, long to) {
    return bytes.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
  }

  /** Where pieces start, and the end. */
  private long[] pieces() {
    List<Long> starts = new ArrayList<>(List.of(header.start()));
    long size = bytes.byteSize();
    long at = header.start();
    while (size - at > PIECE) {
      at += PIECE;
      while (at < size && bytes.get(ValueLayout.JAVA_BYTE, at - 1) != '\n') {
        at++;
        if (at - starts.getLast() > Integer.MAX_VALUE - 8) {
          throw new ModelUnavailable("The file " + file + " has a line without an end.");
        }
      }
      starts.add(at);
    }
    if (at < size) {
      starts.add(size);
    }
    return starts.stream().mapToLong(Long::longValue).toArray();
  }

  private static int lines(byte[] piece) {
    int lines = 0;
    for (byte b : piece) {
      lines += b == '\n' ? 1 : 0;
    }
    return piece[piece.length - 1] == '\n' ? lines : lines + 1;
  }

  private void parse(byte[] piece, int firstRow, Matrix vectors, String[] words) {
    int row = firstRow;
    int at = 0;
    FloatText numbers = new FloatText(piece);
    while (at < piece.length) {
      int end = at;
      while (end < piece.length && piece[end] != '\n') {
        end++;
      }
      words[row] = parseLine(piece, at, end, numbers, vectors, row);
      row++;
      at = end + 1;
    }
  }

  private String parseLine(
      byte[] piece, int at, int end, FloatText numbers, Matrix vectors, int row) {
    int stop = end;
    while (stop > at && piece[stop - 1] <= ' ' && piece[stop - 1] >= 0) {
      stop--;
    }
    int wordEnd = at;
    while (wordEnd < stop && piece[wordEnd] != ' ' && piece[wordEnd] != '\t') {
      wordEnd++;
    }
    int columns = header.dimension();
    if (!numbers.read(wordEnd, stop, vectors.data(), vectors.offset(row), columns)) {
      wordEnd = wordOfBlanks(piece, at, stop, columns);
      if (wordEnd < 0
          || !numbers.read(wordEnd, stop, vectors.data(), vectors.offset(row), columns)) {
        throw broken(piece, at, stop, row);
      }
    }
    return new String(piece, at, wordEnd - at, StandardCharsets.UTF_8);
  }

  /** Where the word ends if the last numbers of the line are its vector; -1 if they are too few. */
  private static int wordOfBlanks(byte[] piece, int at, int stop, int columns) {
    int i = stop;
    for (int c = 0; c < columns; c++) {
      while (i > at && !isBlank(piece[i - 1])) {
        i--;
      }
      while (i > at && isBlank(piece[i - 1])) {
        i--;
      }
    }
    return i > at ? i : -1;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private ModelUnavailable broken(byte[] piece, int at, int stop, int row) {
    String line = new String(piece, at, stop - at, StandardCharsets.UTF_8);
    String[] cells = line.strip().split("[ \\t]+", -1);
    String what =
        cells.length - 1 == header.dimension()
            ? Arrays.stream(cells)
                .skip(1)
                .filter(cell -> !FloatText.isNumber(cell))
                .findFirst()
                .map(cell -> "'" + shortened(cell) + "' is no finite number")
                .orElse("it cannot be read")
            : String.format(
                Locale.ROOT,
                "it has %d numbers after the word, others have %d",
                Math.max(0, cells.length - 1),
                header.dimension());
    return new ModelUnavailable(
        String.format(
            Locale.ROOT,
            "The word vectors %s are broken in line %d: %s.\nMend that line, or download it again.",
            file,
            row + (header.words() >= 0 ? 2L : 1L),
            what));
  }

  private static String shortened(String cell) {
    return cell.length() <= 40 ? cell : cell.substring(0, 40) + "…";
  }
}
