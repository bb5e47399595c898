package dev.coterie.cli.cluster;

import dev.coterie.clustering.hierarchy.Linkage;
import dev.coterie.pipeline.table.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes labels and trees as CSV; a file appears whole or not at all. */
public final class ResultFiles {
  private static final int DIGITS = 1_000_000;

  private ResultFiles() {}

  /** {@code row,label,confidence}: rows from 0, −1 for noise, six digits. */
  public static void labels(Path file, int[] label, float[] confidence) {
    write(
        file,
        out -> {
          out.append("row,label,confidence\n");
          for (int i = 0; i < label.length; i++) {
            out.append(String.valueOf(i)).append(',').append(String.valueOf(label[i])).append(',');
            int sure = Math.clamp(Math.round((double) confidence[i] * DIGITS), 0, DIGITS);
            String digits = String.valueOf(DIGITS + sure % DIGITS).substring(1);
            out.append(sure == DIGITS ? "1." : "0.").append(digits).append('\n');
          }
        });
  }

  /** {@code left,right,height,size}: points are 0 to n − 1, merge i makes n + i. */
  public static void tree(Path file, Linkage tree) {
    write(
        file,
        out -> {
          out.append("left,right,height,size\n");
          for (int m = 0; m < tree.height().length; m++) {
            out.append(String.valueOf(tree.left()[m])).append(',');
            out.append(String.valueOf(tree.right()[m])).append(',');
            out.append(String.valueOf(tree.height()[m])).append(',');
            out.append(String.valueOf(tree.size()[m])).append('\n');
          }
        });
  }

  private interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private static void write(Path file, Content content) {
    WholeFile.write(
        file,
        unfinished -> {
          try (Writer out = Files.newBufferedWriter(unfinished)) {
            content.writeTo(out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
