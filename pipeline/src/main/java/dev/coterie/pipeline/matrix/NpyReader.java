package dev.coterie.pipeline.matrix;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.numeric.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads NumPy arrays of one or two dimensions, formats 1.0 to 3.0: floats of 2, 4 and 8 bytes,
 * whole numbers of 1 to 8 bytes and booleans, of either byte order, by rows or by columns.
 */
final class NpyReader {
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([fiub])(\\d)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(\\s*(\\d+)L?\\s*,\\s*(?:(\\d+)L?\\s*,?\\s*)?\\)");
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int BUFFER = 1 << 20;

  private final Path file;
  private final FileChannel channel;

  private NpyReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Matrix read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new NpyReader(file, channel).read();
    }
  }

  private Matrix read() throws IOException {
    ByteBuffer start = bytes(8);
    byte[] magic = new byte[MAGIC.length];
    start.get(magic);
    int version = start.get();
    if (!Arrays.equals(magic, MAGIC) || version < 1 || version > 3) {
      throw broken("it does not start as a NumPy array of format 1, 2 or 3");
    }
    int length = version == 1 ? bytes(2).getShort() & 0xffff : bytes(4).getInt();
    if (length < 0 || length > LONGEST_HEADER) {
      throw broken("its header is " + (length & 0xffffffffL) + " bytes long");
    }
    byte[] text = new byte[length];
    bytes(length).get(text);
    return body(new String(text, StandardCharsets.UTF_8));
  }

  private Matrix body(String header) throws IOException {
    Matcher descr = DESCR.matcher(header);
    Matcher fortran = FORTRAN.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!fortran.find() || !header.contains("'shape'")) {
      throw broken("its header is no array's: " + shortened(header));
    }
    if (!descr.find()) {
      throw broken("it holds no plain numbers: " + shortened(header));
    }
    if (!shape.find()) {
      throw broken("it has not one or two dimensions: " + shortened(header));
    }
    long rows = Long.parseLong(shape.group(1));
    long columns = shape.group(2) == null ? 1 : Long.parseLong(shape.group(2));
    int width = Integer.parseInt(descr.group(3));
    long values = Math.multiplyExact(rows, columns);
    if (values > Integer.MAX_VALUE - 8) {
      throw broken(rows + " x " + columns + " numbers are more than a matrix holds");
    }
    if (channel.size() - channel.position() < values * width) {
      throw broken("it ends before its " + rows + " x " + columns + " numbers");
    }
    ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    float[] data = numbers(descr.group(2) + width, width, order, (int) values);
    return fortran.group(1).equals("True")
        ? Matrix.of((int) columns, (int) rows, data).transpose()
        : Matrix.of((int) rows, (int) columns, data);
  }

  private float[] numbers(String type, int width, ByteOrder order, int n) throws IOException {
    float[] data = new float[n];
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(order);
    for (int from = 0; from < n; from += BUFFER / width) {
      int to = Math.min(n, from + BUFFER / width);
      buffer.clear().limit((to - from) * width);
      fill(buffer);
      for (int i = from; i < to; i++) {
        data[i] =
            switch (type) {
              case "f2" -> Float.float16ToFloat(buffer.getShort());
              case "f4" -> buffer.getFloat();
              case "f8" -> (float) buffer.getDouble();
              case "i1" -> buffer.get();
              case "u1", "b1" -> buffer.get() & 0xff;
              case "i2" -> buffer.getShort();
              case "u2" -> buffer.getShort() & 0xffff;
              case "i4" -> buffer.getInt();
              case "u4" -> buffer.getInt() & 0xffffffffL;
              case "i8" -> buffer.getLong();
              case "u8" -> unsigned(buffer.getLong());
              default -> throw broken("its numbers are of the type " + type);
            };
      }
    }
    return data;
  }

  private static float unsigned(long bits) {
    return bits >= 0 ? bits : (float) ((bits >>> 1) * 2.0);
  }

  private ByteBuffer bytes(int n) throws IOException {
    return fill(ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN));
  }

  private ByteBuffer fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw broken("it is cut short");
      }
    }
    return buffer.flip();
  }

  private BadInput broken(String what) {
    return new BadInput(
        "The file %s cannot be read as a matrix: %s.\nSave it again, for example by numpy.save(file, x.astype('float32'))."
            .formatted(file, what));
  }

  private static String shortened(String header) {
    String line = header.strip();
    return line.length() <= 120 ? line : line.substring(0, 120) + "…";
  }
}
