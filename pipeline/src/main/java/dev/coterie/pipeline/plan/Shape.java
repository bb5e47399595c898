package dev.coterie.pipeline.plan;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.pipeline.ingest.SourceSample;
import dev.coterie.pipeline.ingest.SourceSample.Text;

/**
 * What a fit will meet, estimated.
 *
 * @param rows of the event files
 * @param characters of all values in the event files
 * @param events clean ones
 * @param users of clean events
 * @param items of clean events and of the catalogue
 * @param touchedItems of clean events
 * @param words distinct queries and reviews
 * @param sharedWords those that more than one event has
 * @param itemText what items say
 * @param wordText what queries and reviews say
 * @param hasTimes whether events have times
 */
record Shape(
    double rows,
    double characters,
    double events,
    double users,
    double items,
    double touchedItems,
    double words,
    double sharedWords,
    Text itemText,
    Text wordText,
    boolean hasTimes) {

  private static final double CHARACTERS_A_ROW = 80;

  /** From pieces of the files. */
  static Shape of(SourceSample sample) {
    double whole = sample.events().all() / Math.max(1, sample.events().seen());
    double pieces = whole * sample.pieces();
    double events = sample.clean() * whole;
    double touched = Extrapolation.distinct(sample.items(), pieces);
    double words = Extrapolation.distinct(sample.words(), pieces);
    return new Shape(
        sample.events().all(),
        sample.events().all() * sample.events().characters(),
        events,
        Extrapolation.distinct(sample.users(), pieces),
        Math.max(touched, sample.catalogue().all()),
        touched,
        words,
        words == 0 ? 0 : words * Math.max(0, 1 - words / events),
        sample.itemText(),
        sample.wordText(),
        sample.hasTimes());
  }

  /** Of data that was read after all. */
  static Shape of(CleanData data) {
    EventLog log = data.events();
    double characters = 0;
    double said = 0;
    double chinese = 0;
    for (Item item : log.items()) {
      int length = item.text().length();
      characters += length;
      said += length > 0 ? 1 : 0;
      chinese += item.language().equals("zh") ? 1 : 0;
    }
    double wordCharacters = 0;
    for (String text : log.texts()) {
      wordCharacters += text.length();
    }
    double items = Math.max(1, log.items().size());
    double words = log.texts().size();
    return new Shape(
        data.quality().rows(),
        CHARACTERS_A_ROW * data.quality().rows(),
        log.size(),
        log.users().size(),
        log.items().size(),
        data.quality().items(),
        words,
        words,
        new Text(said / items, characters / Math.max(1, said), chinese / Math.max(1, said)),
        new Text(words == 0 ? 0 : 1, wordCharacters / Math.max(1, words), 0),
        log.hasTimes());
  }
}
