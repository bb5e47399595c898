import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes tables as CSV with LF line ends, gzipped where the name says so. */
final class Csv {
  private Csv() {}

  static void write(Path file, List<String> header, List<List<String>> rows) throws IOException {
    try (OutputStream out = open(file)) {
      out.write(line(header));
      for (List<String> row : rows) {
        out.write(line(row));
      }
    }
  }

  static String money(int cents) {
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }

  private static OutputStream open(Path file) throws IOException {
    OutputStream plain = Files.newOutputStream(file);
    return file.toString().endsWith(".gz") ? new BestGzip(plain) : new BufferedOutputStream(plain);
  }

  private static byte[] line(List<String> cells) {
    String line = cells.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\n"));
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** As small as it gets; the JDK writes no time stamp into the header. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
