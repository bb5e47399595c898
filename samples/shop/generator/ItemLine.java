import java.util.Arrays;
import java.util.List;

/**
 * One line of an {@code [items]} section, from which several items are made: {@code title |
 * categories | tags | price range | fact | another fact}. {@code free} stands for what is read or
 * watched and not bought; a range that ends in {@code *} for what people buy again.
 */
record ItemLine(
    Phrase title,
    List<String> categories,
    List<String> tags,
    PriceRange price,
    List<String> facts) {

  /** In dollars, whole ones. */
  record PriceRange(int low, int high, boolean boughtAgain) {
    static final PriceRange FREE = new PriceRange(0, 0, false);

    static PriceRange parse(String text) {
      if (text.equals("free")) {
        return FREE;
      }
      String[] ends = text.replace("*", "").split("-");
      return new PriceRange(
          Integer.parseInt(ends[0]), Integer.parseInt(ends[1]), text.endsWith("*"));
    }

    /** In cents, with the ending that shops like. */
    int draw(Dice dice) {
      if (high == 0) {
        return 0;
      }
      int dollars = low + dice.below(high - low + 1);
      return dollars * 100 + dice.pick(List.of(0, 50, 90, 95, 99));
    }
  }

  static ItemLine parse(String line) {
    String[] fields = line.split(" \\| ");
    if (fields.length < 6) {
      throw new IllegalArgumentException("Six fields expected, split by ' | ', in: " + line);
    }
    return new ItemLine(
        new Phrase(fields[0]),
        List.of(fields[1].split("/")),
        List.of(fields[2].split(", ?")),
        PriceRange.parse(fields[3]),
        Arrays.asList(fields).subList(4, fields.length));
  }
}
