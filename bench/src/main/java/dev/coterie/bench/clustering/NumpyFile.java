package dev.coterie.bench.clustering;

import dev.coterie.numeric.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the arrays that the scripts of the peers write: C order, float32 or int32. */
final class NumpyFile {
  private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d+),(?: (\\d+))?\\)");
  private static final int PREAMBLE = 10;

  private NumpyFile() {}

  static Matrix matrix(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      MatchResult shape = header(bytes, "<f4");
      Matrix matrix =
          Matrix.zeros(Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2)));
      bytes.asFloatBuffer().get(matrix.data());
      return matrix;
    }
  }

  static int[] labels(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      int[] labels = new int[Integer.parseInt(header(bytes, "<i4").group(1))];
      bytes.asIntBuffer().get(labels);
      return labels;
    }
  }

  /** The shape; the buffer then stands at the first value. */
  private static MatchResult header(ByteBuffer bytes, String type) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[bytes.getShort(PREAMBLE - 2)];
    bytes.position(PREAMBLE).get(header);
    String text = new String(header, StandardCharsets.US_ASCII);
    if (!text.contains("'" + type + "'") || !text.contains("'fortran_order': False")) {
      throw new IllegalArgumentException("not an array of " + type + " in C order: " + text);
    }
    return SHAPE.matcher(text).results().findFirst().orElseThrow();
  }
}
