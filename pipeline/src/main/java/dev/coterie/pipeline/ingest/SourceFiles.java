package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files that names and globs stand for, each once, the files of a glob by name. */
final class SourceFiles {
  private static final int NAMES_SHOWN = 200;

  private SourceFiles() {}

  static List<Path> of(List<String> patterns) {
    Set<Path> files = new LinkedHashSet<>();
    for (String pattern : patterns) {
      if (pattern.isBlank()) {
        throw new BadInput("A file must have a name, not ''.");
      }
      Path plain = path(pattern);
      if (Files.isDirectory(plain)) {
        throw new BadInput(
            pattern + " is a folder.\nName its files, for example '" + pattern + "/*.csv'.");
      }
      if (Files.exists(plain)) {
        files.add(readable(plain));
      } else if (isGlob(pattern)) {
        files.addAll(matching(pattern));
      } else {
        throw new BadInput("There is no file " + pattern + "." + suggestion(plain));
      }
    }
    return List.copyOf(files);
  }

  private static Path path(String pattern) {
    try {
      return Path.of(pattern);
    } catch (InvalidPathException e) {
      throw new BadInput("'" + pattern + "' is no file name: " + e.getReason() + ".", e);
    }
  }

  private static Path readable(Path file) {
    if (!Files.isReadable(file)) {
      throw new BadInput("The file " + file + " may not be read: change its permissions.");
    }
    return file;
  }

  private static boolean isGlob(String pattern) {
    return pattern.contains("*")
        || pattern.contains("?")
        || pattern.contains("[")
        || pattern.contains("{");
  }

  private static List<Path> matching(String pattern) {
    Path start = Path.of(pattern).isAbsolute() ? Path.of(pattern).getRoot() : Path.of("");
    Path fixed = start;
    Path whole = Path.of(pattern);
    int depth = 0;
    for (Path part : whole) {
      if (depth > 0 || isGlob(part.toString())) {
        depth++;
      } else {
        fixed = fixed.resolve(part);
      }
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(fixed)) {
      int levels = pattern.contains("**") ? Integer.MAX_VALUE : depth;
      try (Stream<Path> paths = Files.walk(fixed, levels, FileVisitOption.FOLLOW_LINKS)) {
        paths
            .filter(path -> matcher.matches(path) && Files.isRegularFile(path))
            .sorted()
            .forEach(path -> found.add(readable(path)));
      } catch (IOException | UncheckedIOException e) {
        throw new BadInput("The folder " + fixed + " cannot be read: " + e.getMessage() + ".", e);
      }
    }
    if (found.isEmpty()) {
      throw new BadInput("No file matches '" + pattern + "'." + suggestion(fixed));
    }
    return found;
  }

  private static String suggestion(Path missing) {
    Path folder = Optional.ofNullable(missing.getParent()).orElse(Path.of(""));
    if (!Files.isDirectory(folder)) {
      return "\nThere is no folder " + folder + " either.";
    }
    Path name = missing.getFileName();
    try (Stream<Path> siblings = Files.list(folder)) {
      List<String> names =
          siblings
              .filter(Files::isRegularFile)
              .limit(NAMES_SHOWN)
              .map(path -> String.valueOf(path.getFileName()))
              .sorted()
              .toList();
      return Nearest.to(String.valueOf(name), names)
          .map(nearest -> "\nDid you mean " + folder.resolve(nearest) + "?")
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
