package dev.coterie.pipeline.assign;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.CoterieException;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.ConfigurationFile;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.SourceConfiguration;
import dev.coterie.pipeline.answer.Entities;
import dev.coterie.pipeline.answer.Placing;
import dev.coterie.pipeline.answer.Placing.Placed;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.ingest.Ingest;
import dev.coterie.pipeline.snapshot.Learned;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Places the users of new events into the segments of a snapshot. A user is judged by the new
 * events alone, known or not; an item or query that the snapshot lacks has a place by its text. A
 * training user with the training events gets the place that the fit gave.
 */
public final class Assigning {
  private final FitConfiguration configuration;
  private final Machine machine;
  private final Progress progress;

  private Assigning(SnapshotReader snapshot, Machine machine, Progress progress) {
    this.configuration =
        ConfigurationFile.defaults().overlay(snapshot.manifest().configuration()).read();
    this.machine = machine;
    this.progress = progress;
  }

  /**
   * Reads new events and places their users.
   *
   * @param source turns the way in which the fit's events were read into that for the new ones,
   *     with their files; where the new files have other columns it is asked again, for a way that
   *     knows none
   * @throws CoterieException where the snapshot or the events cannot be read
   */
  public static Assignment run(
      SnapshotReader snapshot,
      UnaryOperator<SourceConfiguration> source,
      Machine machine,
      Progress progress) {
    Assigning assigning = new Assigning(snapshot, machine, progress);
    Learned learned = snapshot.learned();
    Read read = assigning.read(source);
    return assigning.place(read.data(), learned, read.asFitted());
  }

  /** New events, and whether they were read in the way of the fit's. */
  private record Read(CleanData data, boolean asFitted) {}

  private Read read(UnaryOperator<SourceConfiguration> source) {
    SourceConfiguration asFitted = configuration.source().withFiles(List.of(), List.of());
    try {
      return new Read(read(source.apply(asFitted)), true);
    } catch (CoterieException.TooLittle e) {
      // The columns are there; that nothing meets the fit's conditions is no reason to drop them.
      throw e;
    } catch (CoterieException.BadInput | CoterieException.BadUsage e) {
      if (asFitted.equals(asFitted.withoutColumns())) {
        throw e;
      }
      try {
        return new Read(read(source.apply(asFitted.withoutColumns())), false);
      } catch (CoterieException.BadInput | CoterieException.BadUsage second) {
        e.addSuppressed(second);
        throw e;
      }
    }
  }

  private CleanData read(SourceConfiguration source) {
    return Ingest.read(source.source(1), machine.reading(), progress);
  }

  private Assignment place(CleanData data, Learned learned, boolean asFitted) {
    EventLog events = data.events();
    Entities entities =
        new Entities(
            learned,
            new ItemEmbedding(configuration.embedding(), machine.cache()),
            configuration.seed());
    try (Workers workers = Workers.of(machine.threads())) {
      List<Item> newItems = entities.unplacedItems(events);
      int placed = entities.place(newItems, entities.unplacedTexts(events), workers, progress);
      Placed found = new Placing(learned, entities, configuration).place(events, workers);
      return new Assignment(
          events.users(),
          learned.segmentIds(),
          learned.subsegmentIds(),
          found.places(),
          unknown(found.profiles().interest()),
          newItems.size(),
          placed,
          data.quality(),
          asFitted);
    }
  }

  private static int unknown(Matrix interest) {
    int unknown = 0;
    for (int u = 0; u < interest.rows(); u++) {
      if (VectorMath.norm(interest.data(), interest.offset(u), interest.columns()) == 0) {
        unknown++;
      }
    }
    return unknown;
  }
}
