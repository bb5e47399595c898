package dev.coterie.bench;

import dev.coterie.domain.Description;
import dev.coterie.domain.Description.Phrase;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Segmentation;
import dev.coterie.language.phrase.PhraseIndex;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.ConfigurationFile;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.NamePlaces;
import dev.coterie.pipeline.describe.Describing;
import dev.coterie.pipeline.describe.Labels;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.snapshot.History;
import dev.coterie.pipeline.snapshot.Learned;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Describes the segments of snapshots anew, and prints how well their names tell them apart
 * (assignability), how well their phrases go together (NPMI, Bouma 2009, over users: a phrase
 * occurs where a user touched an item with it) and how many of the phrases are distinct (diversity,
 * Dieng and others 2020), and every name.
 *
 * <p>Run by {@code bench/names SNAPSHOT…}.
 */
public final class NameFigures {
  private NameFigures() {}

  /** Folders of snapshots. */
  public static void main(String[] args) {
    System.out.println("snapshot,level,groups,assignability,reach_0.8,npmi,diversity,seconds");
    for (String folder : args) {
      try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
        print(Path.of(folder), workers);
      }
    }
  }

  private static void print(Path folder, Workers workers) {
    SnapshotReader snapshot = SnapshotReader.asFitted(folder);
    FitConfiguration configuration =
        ConfigurationFile.defaults().overlay(snapshot.manifest().configuration()).read();
    History history = snapshot.history();
    Learned learned = snapshot.learned();
    Segmentation tree = segmentation(learned, history);
    ItemEmbedding embedding =
        new ItemEmbedding(
            configuration.embedding(), VectorCache.in(VectorCache.defaultFolder(System.getenv())));
    ItemSpace space =
        new ItemSpace(
            history.space().vectors(),
            history.space().items(),
            history.space().rarity(),
            learned.decay(),
            learned.textMaps(),
            List.of(),
            history.space().method(),
            ItemSpace.Trials.NONE);
    NamePlaces places =
        new NamePlaces(
            embedding,
            space,
            embedding
                .embed(history.events(), configuration.seed(), workers, Progress.NONE)
                .blocks(),
            configuration.seed(),
            workers);
    long start = System.nanoTime();
    List<Description> all =
        Describing.describe(
            history.events(),
            history.profiles(),
            tree,
            places,
            configuration.describe(),
            history.robots(),
            workers,
            Progress.NONE);
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, BitSet> users = usersOfPhrases(history.events(), all, workers);
    int segments = tree.segments();
    for (int level = 1; level <= 2; level++) {
      List<Description> own =
          level == 1 ? all.subList(0, segments) : all.subList(segments, all.size());
      double[] tested =
          own.stream()
              .map(Description::assignability)
              .filter(OptionalDouble::isPresent)
              .mapToDouble(OptionalDouble::getAsDouble)
              .toArray();
      System.out.printf(
          "%s,%d,%d,%.3f,%d of %d,%.3f,%.3f,%.1f%n",
          folder.getFileName(),
          level,
          own.size(),
          DoubleStream.of(tested).average().orElse(Double.NaN),
          DoubleStream.of(tested).filter(figure -> figure >= 0.8).count(),
          tested.length,
          coherence(own, users, history.events().users().size()),
          diversity(own),
          seconds);
    }
    for (int g = 0; g < all.size(); g++) {
      Description each = all.get(g);
      System.out.printf(
          "  %s | %s | %.2f | %s%n",
          tree.ids().get(g), each.name(), each.assignability().orElse(Double.NaN), each.text());
    }
  }

  private static Segmentation segmentation(Learned learned, History history) {
    int users = history.membership().rows();
    List<String> ids = new ArrayList<>(learned.segmentIds());
    ids.addAll(learned.subsegmentIds());
    int[] segment = new int[users];
    int[] subsegment = new int[users];
    for (int u = 0; u < users; u++) {
      segment[u] = largest(history.membership(), u, -1, learned.parent());
      subsegment[u] = largest(history.subMembership(), u, segment[u], learned.parent());
    }
    return new Segmentation(
        ids,
        learned.centroids(),
        learned.subCentroids(),
        learned.parent(),
        segment,
        subsegment,
        history.membership(),
        history.subMembership(),
        new float[users],
        List.of(),
        List.of(),
        new Segmentation.Overall(0, 0, 0, 0, 0, 0, 0, 0),
        List.of(),
        new Segmentation.Verdict(true, Segmentation.Basis.GIVEN, ""),
        learned.temperature(),
        learned.given());
  }

  /** The column of a row's highest membership, inside one segment where one is given. */
  private static int largest(Matrix membership, int row, int inside, int[] parent) {
    int best = -1;
    for (int c = 0; c < membership.columns(); c++) {
      if ((inside < 0 || parent[c] == inside)
          && (best < 0 || membership.get(row, c) > membership.get(row, best))) {
        best = c;
      }
    }
    return best;
  }

  /** For each phrase of a description the users who touched an item with it. */
  private static Map<String, BitSet> usersOfPhrases(
      EventLog events, List<Description> all, Workers workers) {
    Map<String, BitSet> users = new HashMap<>();
    all.forEach(each -> each.phrases().forEach(p -> users.put(p.text(), new BitSet())));
    Labels labels = Labels.of(events.items());
    List<String> texts =
        events.items().stream().map(item -> item.title() + ". " + labels.text(item)).toList();
    PhraseIndex index = PhraseIndex.of(texts, workers, Progress.NONE);
    Map<Integer, List<BitSet>> byItem = new HashMap<>();
    for (int item = 0; item < texts.size(); item++) {
      for (int p = index.counts().start(item); p < index.counts().end(item); p++) {
        BitSet found = users.get(index.text(index.counts().column(p)));
        if (found != null) {
          byItem.computeIfAbsent(item, i -> new ArrayList<>()).add(found);
        }
      }
    }
    for (int e = 0; e < events.size(); e++) {
      int user = events.user()[e];
      byItem.getOrDefault(events.item()[e], List.of()).forEach(found -> found.set(user));
    }
    return users;
  }

  private static double coherence(List<Description> groups, Map<String, BitSet> users, int all) {
    return groups.stream()
        .mapToDouble(group -> togetherness(group.phrases(), users, all))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private static double togetherness(List<Phrase> phrases, Map<String, BitSet> users, int all) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < phrases.size(); i++) {
      for (int j = i + 1; j < phrases.size(); j++) {
        BitSet a = users.getOrDefault(phrases.get(i).text(), new BitSet());
        BitSet b = users.getOrDefault(phrases.get(j).text(), new BitSet());
        BitSet both = (BitSet) a.clone();
        both.and(b);
        if (!a.isEmpty() && !b.isEmpty()) {
          double p = (double) both.cardinality() / all;
          double chance = (double) a.cardinality() / all * b.cardinality() / all;
          sum += p == 0 ? -1 : p == 1 ? 1 : Math.log(p / chance) / -Math.log(p);
          pairs++;
        }
      }
    }
    return pairs == 0 ? Double.NaN : sum / pairs;
  }

  private static double diversity(List<Description> groups) {
    Set<String> distinct = new HashSet<>();
    int phrases = 0;
    for (Description group : groups) {
      group.phrases().forEach(phrase -> distinct.add(phrase.text()));
      phrases += group.phrases().size();
    }
    return (double) distinct.size() / phrases;
  }
}
