package dev.coterie.pipeline.given;

import dev.coterie.domain.Choices.Choice;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.GivenRule;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Nearest;
import dev.coterie.domain.Note;
import dev.coterie.domain.Profiles;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Given segments among the users of a fit: their centres from items and words, or from those who
 * meet a condition, and how alike is alike enough.
 *
 * @param rules with what was found for them
 * @param centres one unit row a rule
 * @param of place of each user's given segment, -1 where none
 * @param choices the least likeness of each, as it was chosen
 */
public record GivenFinding(List<GivenRule> rules, Matrix centres, int[] of, List<Choice> choices) {
  private static final int BINS = 256;

  /** None, for so many users. */
  public static GivenFinding none(int users) {
    int[] of = new int[users];
    Arrays.fill(of, -1);
    return new GivenFinding(List.of(), Matrix.zeros(0, 0), of, List.of());
  }

  /**
   * Finds them.
   *
   * @param words finds the places of texts in the space
   * @throws BadInput naming the line of an item that is unknown, or of a rule that nobody meets
   */
  public static GivenFinding of(
      GivenFile file,
      EventLog events,
      ItemSpace space,
      Profiles profiles,
      Function<List<String>, Matrix> words) {
    Map<String, Integer> items = new HashMap<>();
    for (int i = 0; i < events.items().size(); i++) {
      items.put(events.items().get(i).id(), i);
    }
    Matrix centres = Matrix.zeros(file.segments().size(), space.dimension());
    List<GivenRule> rules = new ArrayList<>();
    List<Choice> choices = new ArrayList<>();
    for (int g = 0; g < centres.rows(); g++) {
      GivenSegment segment = file.segments().get(g);
      if (segment.hasCentre()) {
        centre(file, segment, items, space, words, centres, g);
        double minimum =
            segment.minimum().isPresent()
                ? segment.minimum().get()
                : between(profiles.interest(), centres, g);
        rules.add(new GivenRule(segment.id(), Optional.of(minimum), segment.where()));
        if (segment.minimum().isEmpty()) {
          choices.add(
              new Choice(
                  "segments." + segment.id() + ".minimum",
                  String.format(Locale.ROOT, "%.3f", minimum),
                  Note.of("given-minimum"),
                  List.of()));
        }
      } else {
        rules.add(new GivenRule(segment.id(), Optional.empty(), segment.where()));
        centre(met(file, segment, profiles), profiles.interest(), centres, g);
      }
    }
    int[] of = members(file, rules, centres, profiles);
    for (int g = 0; g < centres.rows(); g++) {
      int place = g;
      if (IntStream.of(of).noneMatch(each -> each == place)) {
        throw file.refused(
            file.segments().get(g).line(),
            "nobody is in segment '" + file.segments().get(g).id() + "': widen its rule");
      }
    }
    return new GivenFinding(List.copyOf(rules), centres, of, List.copyOf(choices));
  }

  private static int[] members(
      GivenFile file, List<GivenRule> rules, Matrix centres, Profiles profiles) {
    try {
      return GivenMembers.of(rules, centres, profiles);
    } catch (BadInput e) {
      throw file.refused(
          file.segments().stream()
              .filter(segment -> segment.where().isPresent())
              .findFirst()
              .map(GivenSegment::line)
              .orElse(1),
          String.valueOf(e.getMessage()));
    }
  }

  private static BitSet met(GivenFile file, GivenSegment segment, Profiles profiles) {
    try {
      return GivenMembers.meeting(segment.where().orElse(""), profiles);
    } catch (BadInput e) {
      throw file.refused(segment.line(), String.valueOf(e.getMessage()));
    }
  }

  /** The mean direction of items and words. */
  private static void centre(
      GivenFile file,
      GivenSegment segment,
      Map<String, Integer> items,
      ItemSpace space,
      Function<List<String>, Matrix> words,
      Matrix centres,
      int g) {
    for (int i = 0; i < segment.items().size(); i++) {
      String id = segment.items().get(i);
      Integer item = items.get(id);
      if (item == null) {
        throw file.refused(
            segment.itemLines().get(i),
            "no item '"
                + id
                + "'"
                + Nearest.to(id, items.keySet())
                    .map(near -> ", did you mean '" + near + "'?")
                    .orElse(""));
      }
      add(space.vectors(), item, centres, g);
    }
    if (!segment.words().isEmpty()) {
      Matrix places = words.apply(segment.words());
      for (int w = 0; w < places.rows(); w++) {
        add(places, w, centres, g);
      }
    }
    if (VectorMath.norm(centres.data(), centres.offset(g), centres.columns()) == 0) {
      throw file.refused(
          segment.line(),
          "nothing is known of the items and words of segment '" + segment.id() + "'");
    }
    VectorMath.normalise(centres, g);
  }

  private static void centre(BitSet members, Matrix interest, Matrix centres, int g) {
    members.stream().forEach(u -> add(interest, u, centres, g));
    VectorMath.normalise(centres, g);
  }

  /** Adds the direction of a row; rows of zeros add nothing. */
  private static void add(Matrix rows, int row, Matrix centres, int g) {
    double length = VectorMath.norm(rows.data(), rows.offset(row), rows.columns());
    if (length > 0) {
      VectorMath.axpy(
          (float) (1 / length),
          rows.data(),
          rows.offset(row),
          centres.data(),
          centres.offset(g),
          rows.columns());
    }
  }

  /**
   * The likeness that parts users into alike and others: that with the largest variance between the
   * two (Otsu 1979).
   */
  private static double between(Matrix interest, Matrix centres, int g) {
    int[] counts = new int[BINS];
    int users = 0;
    double sum = 0;
    for (int u = 0; u < interest.rows(); u++) {
      if (VectorMath.norm(interest.data(), interest.offset(u), interest.columns()) > 0) {
        int bin = bin(GivenMembers.alike(interest, u, centres, g));
        counts[bin]++;
        users++;
        sum += bin;
      }
    }
    double below = 0;
    double sumBelow = 0;
    double best = -1;
    int cut = BINS - 1;
    for (int bin = 0; bin < BINS - 1; bin++) {
      below += counts[bin];
      sumBelow += (double) bin * counts[bin];
      double above = users - below;
      if (below > 0 && above > 0) {
        double apart = sumBelow / below - (sum - sumBelow) / above;
        double variance = below * above * apart * apart;
        if (variance > best) {
          best = variance;
          cut = bin + 1;
        }
      }
    }
    return 2.0 * cut / BINS - 1;
  }

  private static int bin(double cosine) {
    return Math.max(0, Math.min(BINS - 1, (int) ((cosine + 1) / 2 * BINS)));
  }
}
