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
import java.util.BitSet;
import java.util.List;

/**
 * What users read and typed, ready to be asked for the phrases of groups of users: the titles and
 * tags of items, and queries.
 *
 * @param index phrases of the items' texts, then of the queries
 * @param userTexts users × texts, 1 where the user touched the item or typed the query
 */
record Evidence(PhraseIndex index, SparseMatrix userTexts) {

  /**
   * Collects.
   *
   * @param heldOut items that names must not be made from
   */
  static Evidence of(
      EventLog events,
      Touched items,
      Touched queries,
      BitSet heldOut,
      Workers workers,
      Progress progress) {
    List<String> texts = new ArrayList<>();
    for (Item item : events.items()) {
      texts.add(text(item));
    }
    texts.addAll(events.texts());
    List<int[]> users = new ArrayList<>();
    int pairs = 0;
    for (int text = 0; text < texts.size(); text++) {
      int[] readers =
          text >= events.items().size()
              ? queries.users()[text - events.items().size()]
              : heldOut.get(text) ? new int[0] : items.users()[text];
      users.add(readers);
      pairs += readers.length;
    }
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
    return new Evidence(
        PhraseIndex.of(texts, workers, progress),
        SparseMatrix.ofEntries(events.users().size(), texts.size(), row, column, value));
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

  private static String text(Item item) {
    String title = item.title().isEmpty() ? item.description() : item.title();
    return item.tags().isEmpty() ? title : title + ". " + String.join(". ", item.tags());
  }
}
