package dev.coterie.pipeline.ingest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Pieces of a text file, spread over it, each a small file of whole rows with the header of the
 * first. Of a compressed file, which cannot be entered in the middle, they are spread over its
 * beginning.
 */
final class FileSample {
  private static final int BUFFER = 1 << 13;

  private final SourceFile file;
  private final Path folder;
  private final int pieceBytes;
  private final List<SourceFile> pieces = new ArrayList<>();
  private byte[] header = {};
  private long taken;
  private double total;

  private FileSample(SourceFile file, Path folder, int pieceBytes) {
    this.file = file;
    this.folder = folder;
    this.pieceBytes = pieceBytes;
  }

  /**
   * Cuts pieces.
   *
   * @param file whose beginning was looked at
   * @param reach how many bytes of a compressed file may be unpacked
   * @param folder for the pieces
   */
  static FileSample of(SourceFile file, int pieces, int pieceBytes, long reach, Path folder)
      throws IOException {
    FileSample sample = new FileSample(file, folder, pieceBytes);
    if (file.format() == Format.JSON_ARRAY) {
      sample.cutArray(pieces);
    } else if (FileInspection.isGzip(file.path())) {
      sample.cutCompressed(pieces, reach);
    } else {
      sample.cutPlain(pieces);
    }
    return sample;
  }

  List<SourceFile> pieces() {
    return pieces;
  }

  /** The part of the file's rows that the pieces hold, above 0 and at most 1. */
  double share() {
    return total <= 0 ? 1 : Math.min(1, taken / total);
  }

  private void cutPlain(int wanted) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file.path())) {
      total = channel.size();
      long[] starts = starts(wanted, channel.size());
      for (long start : starts) {
        ByteBuffer buffer = ByteBuffer.allocate(pieceBytes);
        channel.position(start);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        cut(buffer.array(), buffer.position(), start, start + buffer.position() >= total);
      }
    }
  }

  private void cutCompressed(int wanted, long reach) throws IOException {
    long packed = Files.size(file.path());
    try (Counting counting = new Counting(Files.newInputStream(file.path()));
        InputStream in = new GZIPInputStream(counting, BUFFER)) {
      long at = 0;
      boolean ended = false;
      for (long start : starts(wanted, Math.min(reach, unpacked(packed)))) {
        in.skipNBytes(start - at);
        byte[] bytes = in.readNBytes(pieceBytes);
        ended = bytes.length < pieceBytes;
        cut(bytes, bytes.length, start, ended);
        at = start + bytes.length;
        if (ended) {
          break;
        }
      }
      total = ended ? at : at * ((double) packed / Math.min(packed, counting.bytes));
    } catch (EOFException e) {
      // The recorded length was that of a longer or of several members: what was cut is the sample.
      total = Math.max(taken, unpacked(packed));
    }
  }

  /** What the end of a compressed file says of its length, true below 4 GiB and for one member. */
  private long unpacked(long packed) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file.path())) {
      ByteBuffer end = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      channel.position(Math.max(0, packed - Integer.BYTES));
      while (end.hasRemaining() && channel.read(end) >= 0) {}
      return Math.max(packed, Integer.toUnsignedLong(end.getInt(0)));
    }
  }

  private long[] starts(int wanted, long bytes) {
    int fitting = (int) Math.min(wanted, Math.max(1, Math.ceilDiv(bytes, pieceBytes)));
    long[] starts = new long[fitting];
    boolean all = (long) wanted * pieceBytes >= bytes;
    for (int i = 0; i < fitting; i++) {
      starts[i] =
          all ? (long) i * pieceBytes : (long) ((double) i * (bytes - pieceBytes) / (fitting - 1));
    }
    return starts;
  }

  /** Keeps the whole rows of some bytes; drops them where a quoted value spans an end. */
  private void cut(byte[] bytes, int length, long start, boolean isEnd) throws IOException {
    int from = start == 0 ? 0 : rowStart(bytes, length);
    int to = lastRowEnd(bytes, from, length, isEnd);
    if (start == 0) {
      header = file.header() ? Arrays.copyOf(bytes, firstRowEnd(bytes, length)) : header;
    }
    if (to > from) {
      ByteArrayOutputStream piece = new ByteArrayOutputStream(length + header.length);
      if (start > 0) {
        piece.write(header);
      }
      piece.write(bytes, from, to - from);
      add(piece.toByteArray(), file.format());
      taken += to - from;
    }
  }

  private static int rowStart(byte[] bytes, int length) {
    int i = 0;
    while (i < length && bytes[i] != '\n') {
      i++;
    }
    return Math.min(length, i + 1);
  }

  private int firstRowEnd(byte[] bytes, int length) {
    boolean quoted = false;
    for (int i = 0; i < length; i++) {
      quoted ^= file.quotes() && bytes[i] == '"';
      if (!quoted && bytes[i] == '\n') {
        return i + 1;
      }
    }
    return length;
  }

  private int lastRowEnd(byte[] bytes, int from, int length, boolean isEnd) {
    boolean quoted = false;
    int end = from;
    for (int i = from; i < length; i++) {
      quoted ^= file.quotes() && bytes[i] == '"';
      if (!quoted && bytes[i] == '\n') {
        end = i + 1;
      }
    }
    return isEnd && !quoted ? length : end;
  }

  /** An array has no lines to enter it by: its first objects, one a line. */
  private void cutArray(int wanted) throws IOException {
    byte[] bytes;
    try (InputStream in = FileInspection.open(file.path())) {
      bytes = in.readNBytes(wanted * pieceBytes);
    }
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    int depth = 0;
    int open = 0;
    boolean quoted = false;
    int end = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (quoted) {
        i += b == '\\' ? 1 : 0;
        quoted = b != '"';
        continue;
      }
      quoted = b == '"';
      if (b == '{' && depth++ == 0) {
        open = i;
      } else if (b == '}' && --depth == 0) {
        end = i + 1;
        String object = new String(bytes, open, end - open, StandardCharsets.UTF_8);
        piece.write(object.replace('\n', ' ').replace('\r', ' ').getBytes(StandardCharsets.UTF_8));
        piece.write('\n');
        if (piece.size() >= pieceBytes) {
          add(piece.toByteArray(), Format.JSON_LINES);
          piece.reset();
        }
      }
    }
    if (piece.size() > 0) {
      add(piece.toByteArray(), Format.JSON_LINES);
    }
    taken = end;
    boolean whole = bytes.length < wanted * pieceBytes;
    long packed = Files.size(file.path());
    total = whole ? end : FileInspection.isGzip(file.path()) ? unpacked(packed) : packed;
  }

  private void add(byte[] bytes, Format format) throws IOException {
    Path path = Files.createTempFile(folder, "piece-", ".txt");
    Files.write(path, bytes);
    boolean same = format == file.format();
    SourceFile piece =
        new SourceFile(
            path,
            format,
            same ? file.delimiter() : "",
            same && file.quotes(),
            same && file.header(),
            file.columns(),
            file.lines());
    RecordLines lines = FileInspection.withBroken(piece, new long[0]);
    pieces.add(
        new SourceFile(
            path,
            format,
            piece.delimiter(),
            piece.quotes(),
            piece.header(),
            piece.columns(),
            lines));
  }

  /** Knows how many bytes were read. */
  private static final class Counting extends FilterInputStream {
    private long bytes;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      bytes += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      bytes += Math.max(0, n);
      return n;
    }
  }
}
