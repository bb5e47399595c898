package dev.coterie.pipeline.trend;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.Description.Lift;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.language.phrase.KeyPhrase;
import dev.coterie.language.phrase.KeyPhraseOptions;
import dev.coterie.language.phrase.KeyPhrases;
import dev.coterie.language.phrase.PhraseIndex;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.describe.Describing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the users of each segment touched and read in one period after the other. */
final class Telling {
  private static final int LIFTS = 3;
  private static final int PHRASES = 10;

  /** Users like everyone that shares are shrunk by, as where segments are described. */
  private static final double LIKE_EVERYONE = 10;

  private final PhraseIndex index;
  private final List<Set<String>> earlier = new ArrayList<>();

  /** What is told of one segment in one period. */
  record Told(List<Lift> lifts, List<String> newPhrases) {}

  private Telling(PhraseIndex index) {
    this.index = index;
  }

  static Telling of(EventLog events, Workers workers) {
    List<String> texts =
        Stream.concat(events.items().stream().map(Item::label), events.texts().stream()).toList();
    return new Telling(PhraseIndex.of(texts, workers, Progress.NONE));
  }

  /** Of the next period; a phrase is new where no earlier period that was asked for had it. */
  List<Told> of(EventLog during, int[] segment, int segments) {
    int[] active = Replayed.active(during);
    int[] group = new int[segment.length];
    Arrays.fill(group, Replayed.NOWHERE);
    for (int u : active) {
      group[u] = segment[u];
    }
    SparseMatrix touched = touched(during);
    List<List<KeyPhrase>> phrases =
        KeyPhrases.rank(
            index,
            touched,
            group,
            segments,
            KeyPhraseOptions.DEFAULT
                .withMinSources(Describing.fewestUsers(active.length))
                .withCount(PHRASES));
    List<List<Lift>> lifts = lifts(during, touched, group, segments);
    boolean first = earlier.isEmpty();
    List<Told> told = new ArrayList<>();
    for (int g = 0; g < segments; g++) {
      if (first) {
        earlier.add(new HashSet<>());
      }
      Set<String> known = earlier.get(g);
      List<String> fresh = phrases.get(g).stream().map(KeyPhrase::text).filter(known::add).toList();
      told.add(new Told(lifts.get(g), first ? List.of() : fresh));
    }
    return told;
  }

  /** Users × texts, 1 where a user touched the item or typed the query. */
  private static SparseMatrix touched(EventLog during) {
    float[] affinity = Affinities.of(during);
    int items = during.items().size();
    int[] kept =
        IntStream.range(0, during.size())
            .filter(e -> affinity[e] > 0 && text(during, e, items) >= 0)
            .toArray();
    int[] row = new int[kept.length];
    int[] column = new int[kept.length];
    float[] value = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      row[i] = during.user()[kept[i]];
      column[i] = text(during, kept[i], items);
      value[i] = 1;
    }
    SparseMatrix summed =
        SparseMatrix.ofEntries(
            during.users().size(), items + during.texts().size(), row, column, value);
    float[] ones = new float[summed.entries()];
    Arrays.fill(ones, 1);
    return summed.withValues(ones);
  }

  private static int text(EventLog events, int e, int items) {
    if (events.item()[e] != EventLog.NONE) {
      return events.item()[e];
    }
    return events.text()[e] == EventLog.NONE ? EventLog.NONE : items + events.text()[e];
  }

  private static List<List<Lift>> lifts(
      EventLog during, SparseMatrix touched, int[] group, int segments) {
    int items = during.items().size();
    int[][] counts = new int[segments][items];
    int[] everyone = new int[items];
    int[] size = new int[segments];
    int users = 0;
    for (int u = 0; u < group.length; u++) {
      if (group[u] < 0) {
        continue;
      }
      users++;
      size[group[u]]++;
      for (int p = touched.start(u); p < touched.end(u); p++) {
        if (touched.column(p) < items) {
          counts[group[u]][touched.column(p)]++;
          everyone[touched.column(p)]++;
        }
      }
    }
    List<List<Lift>> lifts = new ArrayList<>();
    for (int g = 0; g < segments; g++) {
      lifts.add(top(during, counts[g], everyone, size[g], users));
    }
    return lifts;
  }

  private static List<Lift> top(
      EventLog during, int[] counts, int[] everyone, int size, int users) {
    record Scored(Lift lift, double score) {}
    List<Scored> scored = new ArrayList<>();
    for (int item = 0; item < counts.length; item++) {
      if (counts[item] < 2) {
        continue;
      }
      double usual = (double) everyone[item] / users;
      double share = (counts[item] + LIKE_EVERYONE * usual) / (size + LIKE_EVERYONE);
      if (share > usual) {
        Item it = during.items().get(item);
        scored.add(
            new Scored(
                new Lift(
                    it.id(), it.label(), counts[item], (double) counts[item] / size, share / usual),
                share * Math.log(share / usual)));
      }
    }
    return scored.stream()
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(LIFTS)
        .map(Scored::lift)
        .toList();
  }
}
