package dev.coterie.pipeline.matrix;

import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a NumPy array of format 1.0: float32, little-endian, row after row. The number of rows is
 * filled in at the end, into a header that leaves room for it.
 */
final class NpyWriter implements MatrixWriter {
  private static final int HEADER = 128;
  private static final int BUFFER_FLOATS = 1 << 16;

  private final Path file;
  private final int columns;
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long rows;

  private NpyWriter(Path file, int columns, FileChannel channel) {
    this.file = file;
    this.columns = columns;
    this.channel = channel;
  }

  static NpyWriter open(Path file, int columns) {
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      channel.position(HEADER);
      return new NpyWriter(file, columns, channel);
    } catch (IOException e) {
      throw WholeFile.unwritable(file, e);
    }
  }

  @Override
  public void append(Matrix piece) {
    if (piece.columns() != columns) {
      throw new IllegalArgumentException(piece + " in an array of " + columns + " columns");
    }
    try {
      float[] data = piece.data();
      for (int from = 0; from < data.length; from += BUFFER_FLOATS) {
        int n = Math.min(BUFFER_FLOATS, data.length - from);
        buffer.clear().limit(n * Float.BYTES);
        buffer.asFloatBuffer().put(data, from, n);
        writeAll(channel, buffer);
      }
      rows += piece.rows();
    } catch (IOException e) {
      throw WholeFile.unwritable(file, e);
    }
  }

  @Override
  public void finish() {
    try {
      channel.position(0);
      writeAll(channel, ByteBuffer.wrap(header(rows, columns)));
    } catch (IOException e) {
      throw WholeFile.unwritable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw WholeFile.unwritable(file, e);
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Magic, version, length of the rest, and a dictionary padded by blanks to a line of its own. */
  private static byte[] header(long rows, int columns) {
    String dictionary =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(NpyReader.MAGIC).put((byte) 1).put((byte) 0).putShort((short) (HEADER - 10));
    header.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }
}
