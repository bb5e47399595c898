package dev.coterie.language.wordvector;

import dev.coterie.language.ModelUnavailable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a file of word vectors begins.
 *
 * @param words as the line of counts says; -1 where there is none
 * @param dimension as that line says, else by the first word's
 * @param start where the first word stands
 * @param binary whether floats follow the words, not text
 */
record WordVectorHeader(int words, int dimension, long start, boolean binary) {
  private static final int HEAD = 1 << 16;
  private static final Pattern COUNTS = Pattern.compile("\\s*(\\d{1,9})[ \\t]+(\\d{1,6})\\s*");

  static WordVectorHeader of(MemorySegment bytes, Path file) {
    byte[] head = bytes.asSlice(0, Math.min(HEAD, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE);
    int end = indexOf(head, '\n', 0);
    String first = new String(head, 0, end, StandardCharsets.UTF_8);
    Matcher counts = COUNTS.matcher(first);
    if (!counts.matches()) {
      int dimension = first.strip().split("[ \\t]+", -1).length - 1;
      if (dimension < 1 || hasControls(head, 0, end)) {
        throw new ModelUnavailable(
            ("The file %s holds no word vectors: its first line is neither two counts nor a word"
                    + " and its numbers.")
                .formatted(file));
      }
      return new WordVectorHeader(-1, dimension, 0, false);
    }
    int words = Integer.parseInt(counts.group(1));
    int dimension = Integer.parseInt(counts.group(2));
    int start = Math.min(head.length, end + 1);
    // Among the bytes of floats there are some that no text has.
    boolean binary = hasControls(head, start, head.length);
    return new WordVectorHeader(words, dimension, start, binary);
  }

  private static int indexOf(byte[] bytes, char what, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == what) {
        return i;
      }
    }
    return bytes.length;
  }

  private static boolean hasControls(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] >= 0
          && bytes[i] < ' '
          && bytes[i] != '\t'
          && bytes[i] != '\n'
          && bytes[i] != '\r') {
        return true;
      }
    }
    return false;
  }
}
