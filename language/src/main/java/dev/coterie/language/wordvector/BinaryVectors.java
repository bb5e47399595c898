package dev.coterie.language.wordvector;

import dev.coterie.language.ModelUnavailable;
import dev.coterie.numeric.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the binary format of word2vec; a line break after a vector may be there or not. */
record BinaryVectors(MemorySegment bytes, WordVectorHeader header, Path file) {
  private static final ValueLayout.OfFloat FLOATS =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int LONGEST_WORD = 1 << 14;

  WordVectors read() {
    int columns = header.dimension();
    long least = (long) header.words() * (columns * (long) Float.BYTES + 1);
    if (least > bytes.byteSize() - header.start()) {
      throw cut(0);
    }
    Matrix vectors = Matrix.zeros(header.words(), columns);
    List<String> words = new ArrayList<>(header.words());
    long at = header.start();
    for (int i = 0; i < header.words(); i++) {
      while (at < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, at) == '\n') {
        at++;
      }
      long end = at;
      while (end < bytes.byteSize()
          && end - at < LONGEST_WORD
          && bytes.get(ValueLayout.JAVA_BYTE, end) != ' ') {
        end++;
      }
      if (end - at == LONGEST_WORD || end + 1 + (long) columns * Float.BYTES > bytes.byteSize()) {
        throw cut(i);
      }
      byte[] word = bytes.asSlice(at, end - at).toArray(ValueLayout.JAVA_BYTE);
      words.add(new String(word, StandardCharsets.UTF_8));
      MemorySegment.copy(bytes, FLOATS, end + 1, vectors.data(), vectors.offset(i), columns);
      at = end + 1 + (long) columns * Float.BYTES;
    }
    try {
      return new WordVectors(words, vectors.requireFinite(file.toString()), new long[0]);
    } catch (IllegalArgumentException e) {
      throw new ModelUnavailable(e.getMessage() + ": it is broken.\nDownload it again.", e);
    }
  }

  private ModelUnavailable cut(int word) {
    return new ModelUnavailable(
        String.format(
            Locale.ROOT,
            "The file %s ends, or is broken, at word %d of %d.\nDownload it again.",
            file,
            word + 1,
            header.words()));
  }
}
