package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Looks through a file once, before the database reads it: what it is, and whether it can be read.
 * Refuses empty files, files that hold no text, endless lines and quotes that never close.
 */
final class FileInspection {
  private static final int HEAD = 1 << 18;
  private static final int BUFFER = 1 << 16;
  private static final double MOST_CONTROL_CHARACTERS = 0.05;

  private final Path path;
  private final HeaderNames names;
  private final Layout layout;

  /**
   * @param names what tells a header from a row of values
   */
  FileInspection(Path path, HeaderNames names, Layout layout) {
    this.path = path;
    this.names = names;
    this.layout = layout;
  }

  SourceFile inspect() {
    return inspect(true);
  }

  /** As {@link #inspect}, by the beginning of the file alone. */
  SourceFile inspectHead() {
    return inspect(false);
  }

  private SourceFile inspect(boolean whole) {
    try {
      byte[] head = head();
      if (head.length == 0) {
        throw new BadInput("The file " + path + " is empty.");
      }
      if (head.length >= 4 && new String(head, 0, 4, StandardCharsets.US_ASCII).equals("PAR1")) {
        return new SourceFile(
            path, Format.PARQUET, "", false, true, List.of(), lines("", false, false, false));
      }
      refuseBinary(head);
      TextShape shape =
          TextShape.of(path.toString(), text(head), head.length < HEAD, names, layout);
      return whole ? inspectText(shape, shape.quotes()) : headText(shape, head);
    } catch (IOException e) {
      throw new BadInput("The file " + path + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private SourceFile inspectText(TextShape shape, boolean quotes) throws IOException {
    RecordLines lines =
        lines(shape.delimiter(), quotes, shape.header(), spacesAreBlank(shape.format()));
    boolean quotesArePlain = false;
    if (shape.format() != Format.JSON_ARRAY) {
      try {
        pass(path, lines);
      } catch (BadInput e) {
        if (!quotes || !shape.delimiter().equals("\t")) {
          throw e;
        }
        quotesArePlain = true;
      }
      quotesArePlain |= quotes && shape.delimiter().equals("\t") && lines.hasStrayQuotes();
    }
    if (quotesArePlain) {
      return inspectText(shape, false);
    }
    return new SourceFile(
        path, shape.format(), shape.delimiter(), quotes, shape.header(), shape.columns(), lines);
  }

  private SourceFile headText(TextShape shape, byte[] head) {
    RecordLines lines =
        lines(shape.delimiter(), shape.quotes(), shape.header(), spacesAreBlank(shape.format()));
    boolean quotes = shape.quotes();
    if (shape.format() != Format.JSON_ARRAY) {
      lines.feed(head, head.length);
      quotes &= !(shape.delimiter().equals("\t") && lines.hasStrayQuotes());
    }
    return new SourceFile(
        path, shape.format(), shape.delimiter(), quotes, shape.header(), shape.columns(), lines);
  }

  /** The places of the rows again, now that the broken ones are known. */
  static RecordLines withBroken(SourceFile file, long[] brokenStarts) {
    RecordLines lines =
        new RecordLines(
            file.path().toString(),
            delimiterCharacter(file.delimiter()),
            file.quotes(),
            file.header(),
            spacesAreBlank(file.format()),
            brokenStarts);
    try {
      pass(file.path(), lines);
    } catch (IOException e) {
      throw new BadInput("The file " + file.path() + " cannot be read: " + e.getMessage(), e);
    }
    return lines;
  }

  private RecordLines lines(
      String delimiter, boolean quotes, boolean header, boolean spacesAreBlank) {
    return new RecordLines(
        path.toString(),
        delimiterCharacter(delimiter),
        quotes,
        header,
        spacesAreBlank,
        new long[0]);
  }

  private static boolean spacesAreBlank(Format format) {
    return format == Format.JSON_LINES || format == Format.BLANKS;
  }

  private static char delimiterCharacter(String delimiter) {
    return delimiter.isEmpty() ? '\0' : delimiter.charAt(0);
  }

  private static void pass(Path path, RecordLines lines) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = open(path)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        lines.feed(buffer, n);
      }
    }
    lines.end();
  }

  private byte[] head() throws IOException {
    try (InputStream in = open(path)) {
      return in.readNBytes(HEAD);
    }
  }

  /** Whether the bytes are compressed, whatever the name says. */
  static boolean isGzip(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  static InputStream open(Path path) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    return isGzip(path) ? new GZIPInputStream(raw, BUFFER) : raw;
  }

  private static String text(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void refuseBinary(byte[] head) {
    if (head.length >= 2 && head[0] == 'P' && head[1] == 'K') {
      throw new BadInput(
          "The file " + path + " is a zip archive or an Excel workbook.\nExport it as CSV.");
    }
    if (head.length >= 2 && (head[0] & 0xff) + (head[1] & 0xff) == 0xff + 0xfe) {
      throw new BadInput("The file " + path + " is UTF-16 text.\nSave it as UTF-8.");
    }
    int control = 0;
    boolean zero = false;
    for (byte b : head) {
      zero |= b == 0;
      control += b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' ? 1 : 0;
    }
    if (zero || control > MOST_CONTROL_CHARACTERS * head.length) {
      throw new BadInput(
          "The file "
              + path
              + " is not text.\nEvents are read from CSV, TSV, JSON, JSON lines and Parquet,"
              + " gzipped or not.");
    }
  }
}
