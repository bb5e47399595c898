package dev.coterie.pipeline.report;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A font of this machine that has a glyph for every character of a text, where there is one. */
final class ChartFont {
  private static final int SIZE = 18;

  /** Tried first, since they were drawn for running text in Latin and Han alike. */
  private static final List<String> PREFERRED =
      List.of(
          "Noto Sans CJK SC",
          "Noto Sans SC",
          "Source Han Sans SC",
          "PingFang SC",
          "Hiragino Sans GB",
          "Microsoft YaHei",
          "WenQuanYi Micro Hei");

  private ChartFont() {}

  static Font showing(String text) {
    Font usual = new Font(Font.SANS_SERIF, Font.PLAIN, SIZE);
    String[] families =
        GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames();
    Set<String> there = Arrays.stream(families).collect(Collectors.toSet());
    Font best = usual;
    long fewest = missing(usual, text);
    for (String family : PREFERRED) {
      if (there.contains(family)) {
        Font font = new Font(family, Font.PLAIN, SIZE);
        long missing = missing(font, text);
        if (missing < fewest) {
          best = font;
          fewest = missing;
        }
      }
    }
    for (int i = 0; i < families.length && fewest > 0; i++) {
      Font font = new Font(families[i], Font.PLAIN, SIZE);
      long missing = missing(font, text);
      if (missing < fewest) {
        best = font;
        fewest = missing;
      }
    }
    return best;
  }

  private static long missing(Font font, String text) {
    return text.codePoints().filter(character -> !font.canDisplay(character)).count();
  }
}
