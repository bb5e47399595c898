package dev.coterie.pipeline.table;

import java.util.regex.Pattern;

/** Text in CSV that a spreadsheet takes for what it is (OWASP, CSV injection). */
public final class SpreadsheetText {
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private SpreadsheetText() {}

  /**
   * The text, with an apostrophe in front where a spreadsheet would run it as a formula; for the
   * spreadsheet the apostrophe means "this is text". Numbers stay.
   */
  public static String of(String text) {
    boolean runs =
        !text.isEmpty()
            && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
            && !NUMBER.matcher(text).matches();
    return runs ? "'" + text : text;
  }
}
