package dev.coterie.language;

/** The language that the script of a text gives away. There is no detector behind it. */
public final class Script {
  private Script() {}

  /**
   * {@code zh} for a text with any Han character, else {@code en} for one with any Latin letter,
   * else the empty string.
   */
  public static String language(String text) {
    boolean latin = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isHan(c)) {
        return "zh";
      }
      latin =
          latin
              || (Character.isLetter(c)
                  && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
      i += Character.charCount(c);
    }
    return latin ? "en" : "";
  }

  /** Whether a code point is a Han character; the marks that only go with them are none. */
  public static boolean isHan(int codePoint) {
    return codePoint >= 0x2E80
        && Character.isLetter(codePoint)
        && Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
  }
}
