package dev.coterie.pipeline.answer;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.Understanding;
import dev.coterie.pipeline.given.GivenMembers;
import dev.coterie.pipeline.profile.Profiling;
import dev.coterie.pipeline.segment.GivenGroups;
import dev.coterie.pipeline.segment.Segmenting;
import dev.coterie.pipeline.segment.Segmenting.Places;
import dev.coterie.pipeline.snapshot.Learned;
import dev.coterie.pipeline.snapshot.Learned.Entity;
import java.util.ArrayList;
import java.util.List;

/**
 * Places the users of a log among the segments of a snapshot. A user is judged by the log alone; a
 * training user with the training events gets the place that the fit gave.
 */
public final class Placing {
  private final Learned learned;
  private final Entities entities;
  private final FitConfiguration configuration;

  /**
   * For one snapshot.
   *
   * @param configuration of the fit
   */
  public Placing(Learned learned, Entities entities, FitConfiguration configuration) {
    this.learned = learned;
    this.entities = entities;
    this.configuration = configuration;
  }

  /** What is understood of the users of a log, a row a user, but their few interests. */
  public record Placed(Profiles profiles, Places places) {}

  /**
   * Profiles and places, as seen at the latest event of the fit or of the log, whichever is later.
   */
  public Placed place(EventLog log, Workers workers) {
    EventLog events = withCategories(log);
    Profiles profiles =
        Profiling.apply(
            events,
            Affinities.of(events, learned.ratings()),
            entities.space(events),
            learned.scaling(),
            configuration.profile(),
            now(log),
            workers);
    Matrix given = learned.givenCentres();
    return new Placed(
        profiles,
        Segmenting.place(
            Understanding.points(profiles, configuration.profile()),
            learned.centroids(),
            learned.parent(),
            learned.subCentroids(),
            new GivenGroups(
                learned.given(), given, GivenMembers.of(learned.given(), given, profiles)),
            learned.temperature(),
            workers));
  }

  /** The few interests of each user of a log, heaviest first. */
  public List<List<Interest>> interests(EventLog log, Workers workers) {
    return Profiling.interests(
        log,
        Affinities.of(log, learned.ratings()),
        entities.space(log),
        configuration.profile(),
        now(log),
        workers);
  }

  /** The time as of which the users of a log are seen. */
  public long now(EventLog log) {
    return Math.max(log.latest(), learned.latest());
  }

  /** The categories that the snapshot knows count as behaviour where the log names none. */
  private EventLog withCategories(EventLog events) {
    List<Item> items = new ArrayList<>(events.items());
    for (int i = 0; i < items.size(); i++) {
      Entity known = learned.items().get(items.get(i).id());
      if (known != null && items.get(i).categories().isEmpty()) {
        items.set(i, items.get(i).withCategories(known.categories()));
      }
    }
    return events.withItems(items);
  }
}
