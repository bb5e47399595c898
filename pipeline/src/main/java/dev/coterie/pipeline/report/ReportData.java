package dev.coterie.pipeline.report;

import dev.coterie.clustering.hierarchy.Linkage;
import dev.coterie.domain.Description;
import dev.coterie.domain.Drift;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.Recommendation;
import dev.coterie.domain.SegmentCourse;
import dev.coterie.domain.Segmentation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a report shows. Every text in it may come from the data and is never trusted.
 *
 * @param manifest of the fit
 * @param segments both levels, in the order that the users' indices count in
 * @param tree over the segments of level 1
 * @param users one entry a user in every column
 * @param suggestions the lists of a few users
 * @param course segments over time; empty where there are no times
 * @param origin where users were in an earlier fit; empty where none was followed
 */
public record ReportData(
    Manifest manifest,
    List<Segment> segments,
    Linkage tree,
    Users users,
    List<Suggestions> suggestions,
    Optional<Course> course,
    Optional<Origin> origin) {
  public ReportData {
    segments = List.copyOf(segments);
    suggestions = List.copyOf(suggestions);
    Set<String> parents = new HashSet<>();
    int first = 0;
    int second = 0;
    for (Segment segment : segments) {
      if (segment.level == 1) {
        parents.add(segment.id);
        first++;
      } else {
        second++;
      }
    }
    for (Segment segment : segments) {
      if (segment.level == 2 && !parents.contains(segment.parent.orElse(""))) {
        throw new IllegalArgumentException(
            "subsegment " + segment.id + " has no parent " + segment.parent.orElse("at all"));
      }
    }
    requireBelow(first, "segment", users.segment);
    requireBelow(second, "subsegment", users.subsegment);
    if (tree.points() != first) {
      throw new IllegalArgumentException(
          "the tree is over " + tree.points() + " segments, there are " + first);
    }
  }

  private static void requireBelow(int bound, String name, int[] column) {
    for (int value : column) {
      if (value < 0 || value >= bound) {
        throw new IllegalArgumentException(
            name + " must be 0 to " + (bound - 1) + ", not " + value);
      }
    }
  }

  /** The segments of one level, in order. */
  List<Segment> level(int level) {
    return segments.stream().filter(segment -> segment.level == level).toList();
  }

  /**
   * A segment or subsegment.
   *
   * @param level 1 or 2
   * @param parent id of the segment that a subsegment is inside, empty on level 1
   * @param share of all users, 0 to 1
   */
  public record Segment(
      String id,
      int level,
      Optional<String> parent,
      Description description,
      int size,
      double share,
      Segmentation.Quality quality) {
    public Segment {
      if (level != 1 && level != 2) {
        throw new IllegalArgumentException("level must be 1 or 2, not " + level);
      }
    }
  }

  /**
   * The users, a column each.
   *
   * @param segment index among the segments of level 1
   * @param subsegment index among the segments of level 2
   * @param confidence membership of the hard label, 0 to 1
   * @param silhouette -1 to 1
   * @param mapX place on the picture
   * @param mapY place on the picture
   */
  public record Users(
      List<String> ids,
      int[] segment,
      int[] subsegment,
      float[] confidence,
      float[] silhouette,
      float[] mapX,
      float[] mapY) {
    public Users {
      ids = List.copyOf(ids);
      int users = ids.size();
      requireLength(users, "segment", segment.length);
      requireLength(users, "subsegment", subsegment.length);
      requireLength(users, "confidence", confidence.length);
      requireLength(users, "silhouette", silhouette.length);
      requireLength(users, "mapX", mapX.length);
      requireLength(users, "mapY", mapY.length);
    }

    private static void requireLength(int users, String name, int length) {
      if (length != users) {
        throw new IllegalArgumentException(
            name + " has " + length + " entries for " + users + " users");
      }
    }

    int size() {
      return ids.size();
    }
  }

  /**
   * Segments over time.
   *
   * @param by {@code week} or {@code month}
   * @param sizes of the segments of level 1 in order, one a period
   */
  public record Course(
      String by, List<SegmentCourse.Period> periods, List<int[]> sizes, Optional<Drift> drift) {}

  /**
   * Where users were in an earlier fit.
   *
   * @param both users in both fits
   * @param stayed those of them who are where their segment lives on
   */
  public record Origin(int both, int stayed, List<Stream> streams) {}

  /**
   * Users who went from an earlier segment to one of now.
   *
   * @param from its id
   * @param name what to call it
   * @param kept index of the segment that it lives on in, empty where it died
   * @param toName what to call the segment of now; the names of its parts where a person split it
   * @param to its index among the segments of level 1, of a split one that of the first part
   */
  public record Stream(
      String from, String name, Optional<Integer> kept, String toName, int to, int users) {}

  /** What one user is recommended, best first. */
  public record Suggestions(String user, List<Suggestion> items) {
    public Suggestions {
      items = List.copyOf(items);
    }
  }

  /** One item of a list; see {@link Recommendation}. */
  public record Suggestion(String title, double score, double affinity, List<Why> reasons) {
    public Suggestion {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A reason with what it points to.
   *
   * @param name title of the reason's item, or name of its segment; blank where it names nothing
   */
  public record Why(Recommendation.Reason reason, String name) {}
}
