package dev.coterie.pipeline.assign;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.CoterieException;
import dev.coterie.domain.Drift;
import dev.coterie.domain.EditedTree;
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
import dev.coterie.pipeline.table.Tables.Answer;
import dev.coterie.pipeline.trend.Trend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Places the users of new events into the segments of a snapshot. A user is judged by the new
 * events alone, known or not; an item or query that the snapshot lacks has a place by its text. A
 * training user with the training events gets the place that the fit gave.
 */
public final class Assigning {
  private final SnapshotReader snapshot;
  private final FitConfiguration configuration;
  private final Machine machine;
  private final Progress progress;

  private Assigning(SnapshotReader snapshot, Machine machine, Progress progress) {
    this.snapshot = snapshot;
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
      Matrix interest = found.profiles().interest();
      EditedTree tree = snapshot.tree();
      EditedTree.Placement places =
          tree.place(found.places().membership(), found.places().subMembership(), interest);
      return new Assignment(
          events.users(),
          tree.segments(),
          tree.subsegments(),
          places,
          unknown(interest),
          newItems.size(),
          placed,
          data.quality(),
          asFitted,
          drift(events, learned, places, interest, workers));
    }
  }

  /** How far the new events are from the fit; empty where either has no times. */
  private Optional<Drift> drift(
      EventLog events,
      Learned learned,
      EditedTree.Placement places,
      Matrix interest,
      Workers workers) {
    if (!events.hasTimes() || learned.latest() == EventLog.NO_TIME) {
      return Optional.empty();
    }
    List<String> segments = snapshot.tree().segments();
    Map<String, String> before = new HashMap<>();
    Answer fitted = snapshot.places();
    for (int u = 0; u < fitted.rows().size(); u++) {
      before.put(
          String.valueOf(fitted.cell(u, "user_id")), String.valueOf(fitted.cell(u, "segment_id")));
    }
    Trend.Nearest nearest = Trend.nearest(snapshot);
    int users = 0;
    int moved = 0;
    double distance = 0;
    for (int u = 0; u < interest.rows(); u++) {
      String was = before.get(events.users().get(u));
      if (was != null
          && VectorMath.norm(interest.data(), interest.offset(u), interest.columns()) > 0) {
        users++;
        moved += was.equals(segments.get(places.segment()[u])) ? 0 : 1;
        distance += 1 - nearest.cosine(interest, u);
      }
    }
    long items = IntStream.of(events.item()).filter(item -> item >= 0).count();
    long unknown =
        IntStream.of(events.item())
            .filter(item -> item >= 0)
            .filter(item -> !learned.items().containsKey(events.items().get(item).id()))
            .count();
    long first = LongStream.of(events.time()).min().orElse(0);
    return Optional.of(
        Trend.drift(
            snapshot,
            new Drift.Figures(
                users,
                users == 0 ? 0 : distance / users,
                users == 0 ? 0 : (double) moved / users,
                items == 0 ? 0 : (double) unknown / items),
            events.latest() - first,
            workers));
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
