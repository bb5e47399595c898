package dev.coterie.pipeline.trend;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.EditedTree;
import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Profiles;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.ConfigurationFile;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.Understanding;
import dev.coterie.pipeline.given.GivenMembers;
import dev.coterie.pipeline.profile.Profiling;
import dev.coterie.pipeline.segment.GivenGroups;
import dev.coterie.pipeline.segment.Segmenting;
import dev.coterie.pipeline.segment.Segmenting.Places;
import dev.coterie.pipeline.snapshot.History;
import dev.coterie.pipeline.snapshot.Learned;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.util.List;
import java.util.stream.IntStream;

/** The events of a snapshot, a part of them at a time, and where its users were by them. */
final class Replayed {
  /** Place of a user of whom nothing is known. */
  static final int NOWHERE = -1;

  private final History history;
  private final Learned learned;
  private final EditedTree tree;
  private final Matrix centres;
  private final FitConfiguration configuration;
  private final Workers workers;

  /**
   * Users by some events.
   *
   * @param segment place among the segments as people see them, {@link #NOWHERE} where the events
   *     tell nothing
   * @param nearest cosine to the nearest centre
   */
  record Where(int[] segment, double[] nearest) {}

  Replayed(SnapshotReader snapshot, Workers workers) {
    this.history = snapshot.history();
    this.learned = snapshot.learned();
    this.tree = snapshot.tree();
    this.centres = centres(snapshot);
    this.configuration =
        ConfigurationFile.defaults().overlay(snapshot.manifest().configuration()).read();
    this.workers = workers;
  }

  static Matrix centres(SnapshotReader snapshot) {
    return Matrix.ofRows(
        snapshot.segments().stream()
            .filter(row -> row.level() == 1)
            .map(SegmentRow::centroid)
            .toArray(float[][]::new));
  }

  EventLog events() {
    return history.events();
  }

  EditedTree tree() {
    return tree;
  }

  /** The events from a time to another, the second not included. */
  EventLog between(long from, long to) {
    EventLog all = history.events();
    return all.select(
        IntStream.range(0, all.size())
            .filter(e -> all.time()[e] >= from && all.time()[e] < to)
            .toArray());
  }

  /** Where users are by these events alone, as seen at a time. */
  Where by(EventLog events, long now) {
    Profiles profiles = profiles(events, now);
    Matrix interest = profiles.interest();
    Matrix given = learned.givenCentres();
    Places fitted =
        Segmenting.place(
            Understanding.points(profiles, configuration.profile()),
            learned.centroids(),
            learned.parent(),
            learned.subCentroids(),
            new GivenGroups(
                learned.given(), given, GivenMembers.of(learned.given(), given, profiles)),
            learned.temperature(),
            workers);
    Placement placement = tree.place(fitted.membership(), fitted.subMembership(), interest);
    int[] segment = placement.segment();
    double[] nearest = new double[segment.length];
    for (int u = 0; u < segment.length; u++) {
      if (VectorMath.norm(interest.data(), interest.offset(u), interest.columns()) == 0) {
        segment[u] = NOWHERE;
      } else {
        nearest[u] = nearest(interest, u, centres);
      }
    }
    return new Where(segment, nearest);
  }

  /** The cosine of a user's interest to the nearest centre of any length. */
  static double nearest(Matrix interest, int user, Matrix centres) {
    double best = -1;
    for (int g = 0; g < centres.rows(); g++) {
      best =
          Math.max(
              best,
              VectorMath.cosine(
                  interest.data(),
                  interest.offset(user),
                  centres.data(),
                  centres.offset(g),
                  interest.columns()));
    }
    return best;
  }

  /** Interests alone, where nothing else decides. */
  private Profiles profiles(EventLog events, long now) {
    boolean acts =
        configuration.profile().behaviourWeight() > 0
            || learned.given().stream().anyMatch(rule -> rule.where().isPresent());
    if (acts) {
      return Profiling.apply(
          events,
          Affinities.of(events, learned.ratings()),
          history.space(),
          learned.scaling(),
          configuration.profile(),
          now,
          workers);
    }
    Profiles fitted = history.profiles();
    return new Profiles(
        Profiling.interest(events, history.space(), learned.decay(), now, workers),
        fitted.behaviour(),
        fitted.scaled(),
        fitted.scaling(),
        fitted.interests());
  }

  /** The users who did something, ascending. */
  static int[] active(EventLog events) {
    return IntStream.of(events.user()).distinct().sorted().toArray();
  }

  List<String> segments() {
    return tree.segments();
  }
}
