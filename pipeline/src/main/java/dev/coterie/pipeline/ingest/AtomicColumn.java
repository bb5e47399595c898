package dev.coterie.pipeline.ingest;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns of RecBole's atomic files, which bear their type: {@code item_id:token}. */
final class AtomicColumn {
  private static final Pattern TYPED =
      Pattern.compile("(.+):(token|token_seq|float|float_seq)", Pattern.CASE_INSENSITIVE);

  private AtomicColumn() {}

  /** Whether a table has no others. */
  static boolean areAll(List<String> columns) {
    return !columns.isEmpty() && columns.stream().allMatch(name -> TYPED.matcher(name).matches());
  }

  /** The name without its type; others as they are. */
  static String name(String column) {
    Matcher typed = TYPED.matcher(column);
    return typed.matches() ? typed.group(1) : column;
  }

  /** Whether a cell holds words between blanks. */
  static boolean isSequence(String column) {
    Matcher typed = TYPED.matcher(column);
    return typed.matches() && typed.group(2).endsWith("_seq");
  }
}
