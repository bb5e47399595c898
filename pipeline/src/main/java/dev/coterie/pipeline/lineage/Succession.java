package dev.coterie.pipeline.lineage;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Lineage;
import dev.coterie.domain.Lineage.Descent;
import dev.coterie.domain.Lineage.Flow;
import dev.coterie.domain.Segmentation;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.lineage.Generation.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Which segments of an earlier fit live on in which of a later one. Segments are matched by their
 * users and their centres; subsegments likewise, within segments that live on.
 */
public final class Succession {
  private final Generation before;
  private final Generation after;
  private final Kinship segments;
  private final Kinship subsegments;

  private Succession(Generation before, Generation after, Kinship segments, Kinship subsegments) {
    this.before = before;
    this.after = after;
    this.segments = segments;
    this.subsegments = subsegments;
  }

  /**
   * Follows an earlier fit to the one under way: {@link #ids()} are those that it should have, and
   * {@link #lineage()} tells of them.
   */
  public static Succession of(
      Generation before, EventLog events, ItemSpace space, Segmentation segmentation) {
    Succession found = of(before, Generation.of(events, space, segmentation));
    return new Succession(
        before, found.after.withIds(found.ids()), found.segments, found.subsegments);
  }

  /** Matches the segments of two fits. */
  public static Succession of(Generation before, Generation after) {
    Kinship segments =
        Kinship.of(
            shared(before.segments(), after.segments()),
            closeness(before, before.segments(), after, after.segments()));
    int[][] shared = shared(before.subsegments(), after.subsegments());
    double[][] closeness = closeness(before, before.subsegments(), after, after.subsegments());
    for (int i = 0; i < shared.length; i++) {
      for (int j = 0; j < shared[i].length; j++) {
        if (segments.matching().after()[before.parent()[i]] != after.parent()[j]) {
          shared[i][j] = 0;
          closeness[i][j] = Double.NaN;
        }
      }
    }
    return new Succession(before, after, segments, Kinship.of(shared, closeness));
  }

  /**
   * Ids for the later fit, segments first: those of the earlier one where a segment lives on, and
   * else numbers that were never given before; segments that a team gave keep theirs.
   */
  public List<String> ids() {
    SequencedMap<String, Integer> highest = new TreeMap<>(before.highest());
    List<String> ids = new ArrayList<>();
    for (int j = 0; j < after.segments().size(); j++) {
      int old = segments.matching().before()[j];
      String own = after.segments().ids().get(j);
      String former = old < 0 ? "" : before.segments().ids().get(old);
      if (!Generation.isFound(own)) {
        ids.add(own);
      } else {
        ids.add(Generation.isFound(former) ? former : "s" + highest.merge("", 1, Integer::sum));
      }
    }
    for (int j = 0; j < after.subsegments().size(); j++) {
      int old = subsegments.matching().before()[j];
      String parent = ids.get(after.parent()[j]);
      String former = old < 0 ? "" : before.subsegments().ids().get(old);
      ids.add(
          former.startsWith(parent + ".")
              ? former
              : parent + "." + highest.merge(parent, 1, Integer::sum));
    }
    return List.copyOf(ids);
  }

  /** What became of each segment, under the ids that the later fit has. */
  public Lineage lineage() {
    List<Descent> descents = new ArrayList<>();
    descents.addAll(segments.descents(before.segments().ids(), after.segments().ids()));
    descents.addAll(subsegments.descents(before.subsegments().ids(), after.subsegments().ids()));
    SequencedMap<String, Integer> highest = new TreeMap<>(before.highest());
    after.highest().forEach((parent, number) -> highest.merge(parent, number, Math::max));
    return new Lineage(
        before.fit(), segments.users(), segments.stayed(), List.copyOf(descents), flows(), highest);
  }

  private List<Flow> flows() {
    List<Flow> flows = new ArrayList<>();
    for (int i = 0; i < before.segments().size(); i++) {
      for (int j = 0; j < after.segments().size(); j++) {
        int users = segments.shared()[i][j];
        if (users > 0) {
          flows.add(new Flow(before.segments().ids().get(i), after.segments().ids().get(j), users));
        }
      }
    }
    flows.sort(Comparator.comparingInt(Flow::users).reversed());
    return List.copyOf(flows);
  }

  private static int[][] shared(Level before, Level after) {
    int[][] shared = new int[before.size()][after.size()];
    for (Map.Entry<String, Integer> user : before.ofUser().entrySet()) {
      Integer now = after.ofUser().get(user.getKey());
      if (now != null) {
        shared[user.getValue()][now]++;
      }
    }
    return shared;
  }

  private static double[][] closeness(Generation before, Level old, Generation after, Level now) {
    double[][] closeness = new double[old.size()][now.size()];
    Optional<Matrix> turned =
        old.centres().columns() == now.centres().columns()
            ? SpaceTurn.of(old.centres(), before.items(), after.items())
            : Optional.empty();
    for (int i = 0; i < old.size(); i++) {
      for (int j = 0; j < now.size(); j++) {
        closeness[i][j] =
            turned.isPresent() ? cosine(turned.get(), i, now.centres(), j) : Double.NaN;
      }
    }
    return closeness;
  }

  private static double cosine(Matrix a, int i, Matrix b, int j) {
    return VectorMath.cosine(a.data(), a.offset(i), b.data(), b.offset(j), a.columns());
  }
}
