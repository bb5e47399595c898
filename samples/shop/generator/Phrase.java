import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with choices: {@code {red/blue/}} becomes one of the three, {@code {brand}} any brand. */
record Phrase(String template) {
  private static final Pattern CHOICE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern BLANKS = Pattern.compile(" {2,}");

  String say(Dice dice, List<String> brands) {
    String said = CHOICE.matcher(template).replaceAll(match -> choose(match, dice, brands));
    return BLANKS.matcher(said).replaceAll(" ").strip();
  }

  private static String choose(MatchResult match, Dice dice, List<String> brands) {
    List<String> choices =
        match.group(1).equals("brand") ? brands : List.of(match.group(1).split("/", -1));
    return Matcher.quoteReplacement(dice.pick(choices));
  }
}
