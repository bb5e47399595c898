package dev.coterie.pipeline.embed;

import dev.coterie.language.Embeddings;
import dev.coterie.pipeline.embed.VectorCache.Found;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file of vectors, little-endian, version 1:
 *
 * <pre>
 * 8 bytes   "COTVEC01"
 * int       numbers a vector, d
 * int       vectors, n
 * int       CRC-32C of the index
 * int       0
 * n times   index: hash of the text (two longs), flags (int, 1 = truncated), CRC-32C of the vector
 * n times   d floats
 * </pre>
 *
 * <p>The index has a checksum of its own, so that a reader touches only the vectors it wants.
 */
final class VectorFile {
  private static final long MAGIC = 0x313043455654_4F43L; // "COTVEC01" read as a little-endian long
  private static final int HEADER = 24;
  private static final int ENTRY = 24;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** A file that is not what it says it is. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  private VectorFile() {}

  /** Reads the wanted vectors, and takes out of {@code wanted} what it finds. */
  static void read(Path file, Map<ContentHash, Integer> wanted, Found found) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      long size = channel.size();
      if (size < HEADER) {
        throw new DamagedException("cut short");
      }
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      int dimension = bytes.get(INT, 8);
      int count = bytes.get(INT, 12);
      if (bytes.get(LONG, 0) != MAGIC || dimension < 1 || count < 0) {
        throw new DamagedException("not a file of vectors");
      }
      long rows = HEADER + (long) count * ENTRY;
      if (size != rows + (long) count * dimension * Float.BYTES) {
        throw new DamagedException("cut short");
      }
      if (checksum(bytes.asSlice(HEADER, rows - HEADER)) != bytes.get(INT, 16)) {
        throw new DamagedException("its index does not match its checksum");
      }
      for (int i = 0; i < count; i++) {
        long entry = HEADER + (long) i * ENTRY;
        ContentHash hash = new ContentHash(bytes.get(LONG, entry), bytes.get(LONG, entry + 8));
        Integer text = wanted.get(hash);
        if (text != null) {
          MemorySegment row =
              bytes.asSlice(
                  rows + (long) i * dimension * Float.BYTES, (long) dimension * Float.BYTES);
          if (checksum(row) != bytes.get(INT, entry + 20)) {
            throw new DamagedException("a vector does not match its checksum");
          }
          wanted.remove(hash);
          found.vector(text, floats(row), (bytes.get(INT, entry + 16) & 1) != 0);
        }
      }
    }
  }

  private static float[] floats(MemorySegment row) {
    return row.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
  }

  private static int checksum(MemorySegment bytes) {
    CRC32C crc = new CRC32C();
    // A buffer holds at most 2 GiB.
    for (long at = 0; at < bytes.byteSize(); at += 1 << 30) {
      crc.update(bytes.asSlice(at, Math.min(1 << 30, bytes.byteSize() - at)).asByteBuffer());
    }
    return (int) crc.getValue();
  }

  /** Writes a new file and forces it to disk; {@code hashes} has an entry a row. */
  static void write(Path file, List<ContentHash> hashes, Embeddings embeddings) throws IOException {
    int dimension = embeddings.vectors().columns();
    ByteBuffer row = buffer(dimension * Float.BYTES);
    ByteBuffer index = buffer(Math.multiplyExact(hashes.size(), ENTRY));
    CRC32C crc = new CRC32C();
    for (int i = 0; i < hashes.size(); i++) {
      fill(row, embeddings, i);
      crc.reset();
      crc.update(row);
      index
          .putLong(hashes.get(i).high())
          .putLong(hashes.get(i).low())
          .putInt(embeddings.truncated().get(i) ? 1 : 0)
          .putInt((int) crc.getValue());
    }
    crc.reset();
    crc.update(index.duplicate().flip());
    ByteBuffer header =
        buffer(HEADER)
            .putLong(MAGIC)
            .putInt(dimension)
            .putInt(hashes.size())
            .putInt((int) crc.getValue())
            .putInt(0);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(channel, header.flip());
      writeFully(channel, index.flip());
      for (int i = 0; i < hashes.size(); i++) {
        fill(row, embeddings, i);
        writeFully(channel, row.rewind());
      }
      channel.force(true);
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void fill(ByteBuffer row, Embeddings embeddings, int i) {
    row.clear();
    row.asFloatBuffer()
        .put(
            embeddings.vectors().data(),
            embeddings.vectors().offset(i),
            embeddings.vectors().columns());
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
