package dev.coterie.pipeline.given;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.GivenRule;
import dev.coterie.domain.Profiles;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import dev.coterie.pipeline.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which users meet the rules of given segments; who meets several is in the most alike. */
public final class GivenMembers {
  /** A condition is names of features, numbers, comparisons and what joins them: no functions. */
  private static final Pattern TOKEN =
      Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*|\\d+(?:\\.\\d+)?|<=|>=|<>|!=|[-+*/<>=(),])");

  private static final Set<String> WORDS =
      Set.of("and", "or", "not", "between", "in", "is", "null", "true", "false");

  private GivenMembers() {}

  /**
   * The place of each user's given segment, -1 where none.
   *
   * @param centres one unit row a rule; what only a condition tells has none that matters
   */
  public static int[] of(List<GivenRule> rules, Matrix centres, Profiles profiles) {
    Matrix interest = profiles.interest();
    int[] of = new int[interest.rows()];
    Arrays.fill(of, -1);
    double[] best = new double[of.length];
    for (int g = 0; g < rules.size(); g++) {
      GivenRule rule = rules.get(g);
      Optional<BitSet> met = rule.where().map(where -> meeting(where, profiles));
      for (int u = 0; u < of.length; u++) {
        double alike = rule.minimum().isPresent() ? alike(interest, u, centres, g) : 1;
        boolean meets = (met.isEmpty() || met.get().get(u)) && alike >= rule.minimum().orElse(-1.0);
        if (meets && (of[u] < 0 || alike > best[u])) {
          of[u] = g;
          best[u] = alike;
        }
      }
    }
    return of;
  }

  /** The cosine of a user's interest to a centre, which may be followed by other columns. */
  static double alike(Matrix interest, int user, Matrix centres, int centre) {
    double length = VectorMath.norm(interest.data(), interest.offset(user), interest.columns());
    double size = VectorMath.norm(centres.data(), centres.offset(centre), interest.columns());
    return length == 0 || size == 0
        ? -1
        : VectorMath.dot(
                interest.data(),
                interest.offset(user),
                centres.data(),
                centres.offset(centre),
                interest.columns())
            / (length * size);
  }

  /**
   * The users for whom a condition over behaviour features holds.
   *
   * @throws BadInput where it is no such condition
   */
  static BitSet meeting(String where, Profiles profiles) {
    List<String> features = profiles.features();
    prove(where, features);
    List<Column> columns = new ArrayList<>(List.of(Column.integer("user_row")));
    features.forEach(feature -> columns.add(Column.number(feature)));
    BitSet meeting = new BitSet();
    try {
      Path table = Files.createTempFile("coterie-features-", ".parquet");
      try {
        TableWriter.write(table, columns, writer -> rows(writer, profiles, columns.size()));
        Tables.each(
            "SELECT user_row FROM " + Tables.parquet(table) + " WHERE (\n" + where + "\n)",
            row -> meeting.set(row.getFirst() instanceof Number u ? u.intValue() : 0));
      } finally {
        Files.deleteIfExists(table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadInput e) {
      throw new BadInput("where: '" + where + "' is no condition: " + e.getMessage(), e);
    }
    return meeting;
  }

  private static void rows(TableWriter writer, Profiles profiles, int width) {
    for (int u = 0; u < profiles.behaviour().rows(); u++) {
      @Nullable Object[] row = new @Nullable Object[width];
      row[0] = u;
      for (int f = 1; f < width; f++) {
        float value = profiles.behaviour().get(u, f - 1);
        row[f] = Float.isNaN(value) ? null : value;
      }
      writer.row(row);
    }
  }

  private static void prove(String where, List<String> features) {
    Matcher token = TOKEN.matcher(where.strip());
    int at = 0;
    while (token.lookingAt()) {
      String word = token.group(1);
      at = token.end();
      boolean named = Character.isLetter(word.charAt(0)) || word.charAt(0) == '_';
      if (named
          && !WORDS.contains(word.toLowerCase(Locale.ROOT))
          && features.stream().noneMatch(word::equalsIgnoreCase)) {
        throw new BadInput(
            "where: there is no behaviour feature '%s'; there are %s"
                .formatted(word, String.join(", ", features)));
      }
      token.region(at, where.strip().length());
    }
    if (at < where.strip().length()) {
      throw new BadInput(
          "where: '%s' is more than features, numbers and comparisons"
              .formatted(where.strip().substring(at)));
    }
  }
}
