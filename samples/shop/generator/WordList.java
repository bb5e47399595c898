import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A text file of words: {@code [section]} headers, an entry a line, {@code #} for a remark. */
record WordList(Path file, Map<String, List<String>> sections) {

  static WordList read(Path file) throws IOException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("[") && line.endsWith("]")) {
        current = new ArrayList<>();
        sections.put(line.substring(1, line.length() - 1), current);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        current.add(line.strip());
      }
    }
    return new WordList(file, sections);
  }

  List<String> section(String name) {
    List<String> lines = sections.get(name);
    if (lines == null || lines.isEmpty()) {
      throw new IllegalArgumentException(file + " has no [" + name + "] section with lines in it");
    }
    return lines;
  }
}
