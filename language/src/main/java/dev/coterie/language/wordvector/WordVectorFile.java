package dev.coterie.language.wordvector;

import dev.coterie.language.ModelUnavailable;
import dev.coterie.numeric.Workers;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Word vectors in the usual files, gzipped or not: the text format of GloVe (a word and its numbers
 * a line), that of word2vec (the same under a line of two counts), and the binary one of word2vec
 * (the line of counts, then each word, a blank and its little-endian floats).
 */
public final class WordVectorFile {
  private WordVectorFile() {}

  /** Whether a name is that of a file that {@link #write} would write, or of a text file. */
  public static boolean isNamedSo(Path file) {
    return name(file).matches(".*\\.(bin|txt|vec)(\\.gz)?");
  }

  /**
   * Reads a file; which format it is, its content tells.
   *
   * @throws ModelUnavailable naming the file, and the line where there is one, where it is missing,
   *     cut short or no such file
   */
  public static WordVectors read(Path file, Workers workers) {
    if (!Files.isRegularFile(file)) {
      throw new ModelUnavailable("There is no file of word vectors " + file + ".");
    }
    try {
      if (!isGzip(file)) {
        return readPlain(file, file, workers);
      }
      Path plain = Files.createTempFile("word-vectors-", ".tmp");
      try {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
          Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
        }
        return readPlain(plain, file, workers);
      } finally {
        Files.deleteIfExists(plain);
      }
    } catch (IOException e) {
      throw new ModelUnavailable(
          "The word vectors " + file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static WordVectors readPlain(Path plain, Path named, Workers workers) throws IOException {
    try (FileChannel channel = FileChannel.open(plain);
        Arena arena = Arena.ofShared()) {
      if (channel.size() == 0) {
        throw new ModelUnavailable("The file of word vectors " + named + " is empty.");
      }
      MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      WordVectorHeader header = WordVectorHeader.of(bytes, named);
      return header.binary()
          ? new BinaryVectors(bytes, header, named).read()
          : new TextVectors(bytes, header, named).read(workers);
    }
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  /**
   * Writes binary where the name ends in {@code .bin}, else text, gzipped under {@code .gz}; other
   * programs read both.
   *
   * @throws IllegalArgumentException where a word has a blank in it, which neither format can hold
   * @throws IOException where the file cannot be written
   */
  public static void write(Path file, WordVectors vectors) throws IOException {
    String name = name(file);
    boolean binary = name.endsWith(".bin") || name.endsWith(".bin.gz");
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out =
            new BufferedOutputStream(
                name.endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw, 1 << 16)) {
      int columns = vectors.vectors().columns();
      out.write(utf8(vectors.words().size() + " " + columns + "\n"));
      ByteBuffer row = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < vectors.words().size(); i++) {
        String word = vectors.words().get(i);
        if (word.isEmpty() || word.chars().anyMatch(c -> c == ' ' || c == '\n' || c == '\r')) {
          throw new IllegalArgumentException(
              "the word '" + word + "' has a blank, or nothing, in it");
        }
        out.write(utf8(word));
        if (binary) {
          out.write(' ');
          row.clear();
          row.asFloatBuffer().put(vectors.vectors().row(i));
          out.write(row.array());
        } else {
          StringBuilder line = new StringBuilder(columns * 12);
          for (float x : vectors.vectors().row(i)) {
            line.append(' ').append(x);
          }
          out.write(utf8(line.toString()));
        }
        out.write('\n');
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
