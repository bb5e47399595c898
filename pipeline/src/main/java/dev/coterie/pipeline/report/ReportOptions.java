package dev.coterie.pipeline.report;

/**
 * How a report is written.
 *
 * @param language that it opens in; the page can be turned to the other
 * @param users whether user ids may appear; without them users are numbered
 */
public record ReportOptions(ReportLanguage language, boolean users) {
  /** English, with user ids. */
  public static ReportOptions defaults() {
    return new ReportOptions(ReportLanguage.ENGLISH, true);
  }
}
