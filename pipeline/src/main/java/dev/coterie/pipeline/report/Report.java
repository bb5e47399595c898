package dev.coterie.pipeline.report;

import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.pipeline.table.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a fit found for people to read. */
public final class Report {
  private Report() {}

  /**
   * Writes one HTML file that needs nothing beside it and opens no connection; one that is there is
   * replaced.
   *
   * @throws JobFailed where the file cannot be written
   */
  public static void html(ReportData data, Path out, ReportOptions options) {
    byte[] page = ReportPage.of(new PageData(data, options).content(), options.language());
    try {
      Files.write(out, page);
    } catch (IOException e) {
      throw WholeFile.unwritable(out, e);
    }
  }

  /** The images with English labels; see {@link #images(ReportData, Path, ReportLanguage)}. */
  public static void images(ReportData data, Path folder) {
    images(data, folder, ReportLanguage.ENGLISH);
  }

  /**
   * Writes {@code map.png}, {@code silhouette.png} and {@code k-curve.png} (the last only where
   * more than one k was tried) into a folder, which is made where it is missing.
   *
   * @throws JobFailed where the folder cannot be written
   */
  public static void images(ReportData data, Path folder, ReportLanguage language) {
    try {
      Files.createDirectories(folder);
      new ReportImages(data, language).write(folder);
    } catch (IOException e) {
      throw WholeFile.unwritable(folder, e);
    }
  }
}
