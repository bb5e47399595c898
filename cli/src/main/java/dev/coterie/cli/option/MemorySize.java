package dev.coterie.cli.option;

import dev.coterie.domain.CoterieException.BadUsage;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory such as {@code 3G}, {@code 512MiB} or {@code 1.5g}; units are powers of 1024.
 * The launcher reads the same writing, to give the heap its part.
 */
public record MemorySize(long bytes) {
  /** Below this the program itself has not enough. */
  private static final long LEAST = 64L << 20;

  private static final long MOST = 64L << 40;

  private static final Pattern WRITING =
      Pattern.compile("(\\d+(?:\\.\\d+)?)(?:([KMGT])(?:I?B)?|B)?");

  public MemorySize {
    if (bytes < LEAST || bytes > MOST) {
      throw new BadUsage(
          "--memory must be from 64M to 64T, not " + bytes + " bytes; for example --memory 3G.");
    }
  }

  /** Reads a size; refuses one that is none. */
  public static MemorySize parse(String text) {
    Matcher matcher = WRITING.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new BadUsage("--memory '" + text + "' is no size; write for example --memory 3G.");
    }
    int power = matcher.group(2) == null ? 0 : 1 + "KMGT".indexOf(matcher.group(2));
    return new MemorySize((long) (Double.parseDouble(matcher.group(1)) * Math.pow(1024, power)));
  }

  @Override
  public String toString() {
    return inMebibytes(bytes);
  }

  /** Any number of bytes as text, in MiB, rounded. */
  public static String inMebibytes(long bytes) {
    return Math.round(bytes / 1048576.0) + " MiB";
  }
}
