package dev.coterie.pipeline.describe;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.language.phrase.KeyPhrase;
import dev.coterie.language.phrase.KeyPhraseOptions;
import dev.coterie.language.phrase.KeyPhrases;
import dev.coterie.language.phrase.PhraseIndex;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What users read and typed, ready to be asked for the phrases of groups of users: the titles of
 * items, their tags and categories, and queries.
 *
 * @param index phrases of the titles, then of the labels of each item, then of the queries
 * @param userTexts users × texts, 1 where the user touched the item or typed the query
 * @param topics phrases that stand in a label, or else in a query: what things are, where titles
 *     also have who made them
 */
record Evidence(PhraseIndex index, SparseMatrix userTexts, Set<String> topics) {

  /**
   * Collects.
   *
   * @param heldOut items that names must not be made from
   */
  static Evidence of(
      EventLog events,
      Touched items,
      Touched queries,
      HeldOutItems heldOut,
      Workers workers,
      Progress progress) {
    Labels written = Labels.of(events.items());
    List<String> texts = new ArrayList<>();
    List<int[]> users = new ArrayList<>();
    for (boolean labels : new boolean[] {false, true}) {
      for (int i = 0; i < events.items().size(); i++) {
        Item item = events.items().get(i);
        texts.add(labels ? written.text(item) : title(item));
        users.add(heldOut.contains(i) ? new int[0] : items.users()[i]);
      }
    }
    texts.addAll(events.texts());
    users.addAll(List.of(queries.users()));
    PhraseIndex index = PhraseIndex.of(texts, workers, progress);
    return new Evidence(
        index, matrix(events.users().size(), users), topics(index, events.items().size()));
  }

  private static SparseMatrix matrix(int rows, List<int[]> users) {
    int pairs = users.stream().mapToInt(readers -> readers.length).sum();
    int[] row = new int[pairs];
    int[] column = new int[pairs];
    float[] value = new float[pairs];
    int size = 0;
    for (int text = 0; text < users.size(); text++) {
      for (int user : users.get(text)) {
        row[size] = user;
        column[size] = text;
        value[size++] = 1;
      }
    }
    return SparseMatrix.ofEntries(rows, users.size(), row, column, value);
  }

  /** Phrases of labels; of queries, where brands stand too, only if nothing has a label. */
  static Set<String> topics(PhraseIndex index, int items) {
    Set<String> topics = phrases(index, items, 2 * items);
    return topics.isEmpty() ? phrases(index, 2 * items, index.counts().rows()) : topics;
  }

  private static Set<String> phrases(PhraseIndex index, int from, int to) {
    Set<String> phrases = new HashSet<>();
    for (int text = from; text < to; text++) {
      for (int p = index.counts().start(text); p < index.counts().end(text); p++) {
        phrases.add(index.text(index.counts().column(p)));
      }
    }
    return phrases;
  }

  /** The most telling phrases of each group, each produced by enough distinct users. */
  List<List<KeyPhrase>> phrases(Groups groups, int atLeastUsers, int most) {
    return KeyPhrases.rank(
        index,
        userTexts,
        groups.of(),
        groups.count(),
        KeyPhraseOptions.DEFAULT.withMinSources(atLeastUsers).withCount(most));
  }

  static String title(Item item) {
    return item.title().isEmpty() ? item.description() : item.title();
  }
}
