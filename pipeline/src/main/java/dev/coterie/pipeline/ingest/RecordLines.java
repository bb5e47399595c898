package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadInput;
import java.util.Arrays;

/**
 * Where the records of a text file start: the database numbers rows, a person looks for lines.
 *
 * <p>Fed with the bytes of the file, it keeps, for the rows that can be read, only the places where
 * line number minus row number changes: at line breaks within quotes, at blank lines and at broken
 * rows. The broken rows are known only after the database has read the file; a file that has some
 * is passed through a second time, with their byte offsets. It parses no values.
 */
final class RecordLines {
  /** A longer record is no row of a table, but a quote that never closes or no table at all. */
  static final int LONGEST_RECORD = 2_000_000;

  private enum State {
    RECORD_START,
    FIELD_START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final String fileName;
  private final int delimiter;
  private final boolean quotes;
  private final boolean spacesAreBlank;
  private final long[] brokenStarts;
  private final long[] brokenLines;

  private State state = State.RECORD_START;
  private long offset;
  private long line = 1;
  private long recordStart;
  private long recordLine = 1;
  private boolean recordHasText;
  private long quoteLine;
  private int nextBroken;
  private boolean broken;
  private int rowsToSkip;
  private long rows;
  private long[] runRows = new long[4];
  private long[] runLines = new long[4];
  private int runs;
  private boolean returned;
  private boolean windowsNewlines;
  private boolean unixNewlines;
  private boolean strayQuotes;

  /**
   * @param delimiter its first byte
   * @param spacesAreBlank whether a line of nothing but spaces is no row
   * @param brokenStarts byte offsets of the broken records, ascending
   */
  RecordLines(
      String fileName,
      char delimiter,
      boolean quotes,
      boolean header,
      boolean spacesAreBlank,
      long[] brokenStarts) {
    this.fileName = fileName;
    this.delimiter = delimiter;
    this.quotes = quotes;
    this.spacesAreBlank = spacesAreBlank;
    this.brokenStarts = brokenStarts;
    this.brokenLines = new long[brokenStarts.length];
    this.rowsToSkip = header ? 1 : 0;
  }

  /** Takes the next bytes. */
  void feed(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      int b = bytes[i];
      if (state == State.RECORD_START && b != '\n' && b != '\r') {
        recordLine = line;
        if (nextBroken < brokenStarts.length && offset >= brokenStarts[nextBroken]) {
          brokenLines[nextBroken++] = line;
          broken = true;
        }
      }
      step(b);
      offset++;
    }
    if (offset - recordStart > LONGEST_RECORD) {
      throw tooLong();
    }
  }

  private void step(int b) {
    if (b == '\n') {
      newline();
      return;
    }
    if (b == '\r') {
      returned = true;
      return;
    }
    returned = false;
    recordHasText |= !spacesAreBlank || b < 0 || b > ' ';
    state =
        switch (state) {
          case RECORD_START, FIELD_START -> {
            if (b == '"' && quotes) {
              quoteLine = line;
              yield State.QUOTED;
            }
            yield b == delimiter || b == ' ' ? State.FIELD_START : State.PLAIN;
          }
          case PLAIN -> b == delimiter ? State.FIELD_START : State.PLAIN;
          case QUOTED -> b == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
          case QUOTE_IN_QUOTED -> {
            if (b == '"') {
              yield State.QUOTED;
            }
            strayQuotes |= b != delimiter && b != ' ';
            yield b == delimiter ? State.FIELD_START : State.PLAIN;
          }
        };
  }

  private void newline() {
    line++;
    if (state != State.QUOTED) {
      windowsNewlines |= returned;
      unixNewlines |= !returned;
      endRecord();
    }
    returned = false;
  }

  private void endRecord() {
    if (offset - recordStart > LONGEST_RECORD) {
      throw tooLong();
    }
    if (recordHasText) {
      if (broken) {
        broken = false;
      } else if (rowsToSkip > 0) {
        rowsToSkip--;
      } else {
        addRow();
      }
    }
    state = State.RECORD_START;
    recordHasText = false;
    recordStart = offset + 1;
  }

  private void addRow() {
    if (runs == 0 || recordLine - rows != runLines[runs - 1] - runRows[runs - 1]) {
      if (runs == runRows.length) {
        runRows = Arrays.copyOf(runRows, 2 * runs);
        runLines = Arrays.copyOf(runLines, 2 * runs);
      }
      runRows[runs] = rows;
      runLines[runs] = recordLine;
      runs++;
    }
    rows++;
  }

  /** No more bytes. */
  void end() {
    if (state == State.QUOTED) {
      throw new BadInput(
          "A quote opened in line "
              + quoteLine
              + " of "
              + fileName
              + " is never closed.\nClose it, or double every quote that stands inside a value.");
    }
    if (recordHasText) {
      line++;
      endRecord();
    }
  }

  private BadInput tooLong() {
    return new BadInput(
        "Line "
            + recordLine
            + " of "
            + fileName
            + " is longer than "
            + LONGEST_RECORD / 1_000_000
            + " MB.\nLook for a quote that never closes, or for a file that is no table.");
  }

  /** Rows that can be read, without header and broken ones. */
  long rows() {
    return rows;
  }

  /** Runs of rows in lines that follow each other. */
  int runs() {
    return runs;
  }

  /** The first row, from 0, of a run. */
  long runRow(int run) {
    return runRows[run];
  }

  /** The line, from 1, of the first row of a run. */
  long runLine(int run) {
    return runLines[run];
  }

  /** The line of each broken record, in the order of their offsets. */
  long brokenLine(int record) {
    return brokenLines[record];
  }

  boolean mixesNewlines() {
    return windowsNewlines && unixNewlines;
  }

  /** Whether something follows a closing quote: a sign that quotes are plain text in this file. */
  boolean hasStrayQuotes() {
    return strayQuotes;
  }
}
