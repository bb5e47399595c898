package dev.coterie.domain;

import dev.coterie.domain.Edit.Made;
import dev.coterie.domain.Edits.Entry;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The tree of segments as people changed it, and where users belong in it.
 *
 * <p>A merged segment has for membership the highest of its parts, and the parts of one that was
 * split share its membership so that the nearest has all of it; then memberships are made to sum to
 * 1 again. So the users of a merged segment are those of its parts, and nobody leaves one that is
 * split for another.
 *
 * <p>Every segment, the fitted ones and those that edits made, has a place in the row of weights
 * that a user's memberships are worked out in; steps go from places to places.
 */
public final class EditedTree {
  private final double temperature;
  private final SequencedMap<String, List<String>> shown = new LinkedHashMap<>();
  private final Map<String, Integer> place = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Made> made = new HashMap<>();
  private final Map<String, List<String>> became = new HashMap<>();
  private final Map<String, Integer> locked = new HashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final List<Unapplied> unapplied = new ArrayList<>();
  private final int fittedSegments;

  /** An edit that does not hold for this fit, and why. */
  public record Unapplied(Entry entry, String reason) {}

  private sealed interface Step {}

  /** The weights of several segments become one; the first of them stays. */
  private record Join(int[] segments, int[][] inside) implements Step {}

  /** The weight of one goes to several by the nearness of a user to their centres. */
  private record Part(int segment, int[] parts, int[] inside, float[][] centres) implements Step {}

  private EditedTree(
      List<String> segments, List<String> subsegments, int[] parent, double temperature) {
    this.temperature = temperature;
    this.fittedSegments = segments.size();
    for (String id : segments) {
      shown.put(id, new ArrayList<>());
      place.put(id, place.size());
    }
    for (int c = 0; c < parent.length; c++) {
      inside(segments.get(parent[c])).add(subsegments.get(c));
      place.put(subsegments.get(c), place.size());
    }
  }

  /**
   * Applies edits.
   *
   * @param parent segment of each subsegment
   * @param temperature of the memberships
   */
  public static EditedTree of(
      List<String> segments,
      List<String> subsegments,
      int[] parent,
      double temperature,
      Edits edits) {
    EditedTree tree = new EditedTree(segments, subsegments, parent, temperature);
    for (Entry entry : edits.entries()) {
      tree.apply(entry).ifPresent(reason -> tree.unapplied.add(new Unapplied(entry, reason)));
    }
    return tree;
  }

  /** Ids of the segments that there are now, the hidden ones too. */
  public List<String> segments() {
    return List.copyOf(shown.keySet());
  }

  /** Ids of their subsegments, those of a segment after each other. */
  public List<String> subsegments() {
    return shown.values().stream().flatMap(List::stream).toList();
  }

  /** Segment of each subsegment. */
  public int[] parent() {
    List<Integer> parents = new ArrayList<>();
    int at = 0;
    for (List<String> inside : shown.values()) {
      for (int i = 0; i < inside.size(); i++) {
        parents.add(at);
      }
      at++;
    }
    return parents.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether users may be elsewhere than the fit put them. */
  public boolean isReshaped() {
    return !steps.isEmpty();
  }

  /** The name that a person gave. */
  public Optional<String> name(String id) {
    return Optional.ofNullable(names.get(id));
  }

  /** The description that a person gave. */
  public Optional<String> text(String id) {
    return Optional.ofNullable(texts.get(id));
  }

  /** What an edit made of a segment. */
  public Optional<Made> made(String id) {
    return Optional.ofNullable(made.get(id));
  }

  /** What a segment is now: that which it was merged into, or its parts; itself where neither. */
  public List<String> now(String id) {
    List<String> next = became.get(id);
    return next == null ? List.of(id) : next.stream().flatMap(each -> now(each).stream()).toList();
  }

  public boolean isHidden(String id) {
    return hidden.contains(id) || parentOf(id).map(hidden::contains).orElse(false);
  }

  public boolean isLocked(String id) {
    return locked.containsKey(id);
  }

  /** Edits that do not hold, in their order. */
  public List<Unapplied> unapplied() {
    return List.copyOf(unapplied);
  }

  /**
   * Where users belong.
   *
   * @param segment place in {@link #segments()}
   * @param subsegment place in {@link #subsegments()}
   * @param membership users × segments, rows sum to 1
   * @param subMembership users × subsegments, summing to 1 within each segment
   */
  public record Placement(
      int[] segment, int[] subsegment, Matrix membership, Matrix subMembership) {}

  /**
   * Places users.
   *
   * @param membership users × the fit's segments
   * @param subMembership users × the fit's subsegments
   * @param interest one unit row a user
   */
  public Placement place(Matrix membership, Matrix subMembership, Matrix interest) {
    List<String> segments = segments();
    List<String> subsegments = subsegments();
    int[] parent = parent();
    int users = membership.rows();
    Placement placement =
        new Placement(
            new int[users],
            new int[users],
            isReshaped() ? Matrix.zeros(users, segments.size()) : membership,
            isReshaped() ? Matrix.zeros(users, subsegments.size()) : subMembership);
    double[] weight = new double[place.size()];
    for (int u = 0; u < users; u++) {
      if (isReshaped()) {
        reshape(membership, subMembership, interest, u, weight);
        fill(placement.membership, u, weight, segments, new int[segments.size()]);
        fill(placement.subMembership, u, weight, subsegments, parent);
      }
      placement.segment[u] = Membership.argMax(placement.membership, u);
      placement.subsegment[u] =
          argMaxWithin(placement.subMembership, u, parent, placement.segment[u]);
    }
    return placement;
  }

  private void reshape(
      Matrix membership, Matrix subMembership, Matrix interest, int u, double[] weight) {
    for (int g = 0; g < membership.columns(); g++) {
      weight[g] = membership.get(u, g);
    }
    for (int c = 0; c < subMembership.columns(); c++) {
      weight[fittedSegments + c] = subMembership.get(u, c);
    }
    for (Step step : steps) {
      take(step, weight, interest, u);
    }
  }

  private void take(Step step, double[] weight, Matrix interest, int user) {
    switch (step) {
      case Join join -> {
        double highest = 0;
        for (int i = 0; i < join.segments.length; i++) {
          double own = weight[join.segments[i]];
          highest = Math.max(highest, own);
          double most = Double.MIN_NORMAL;
          for (int c : join.inside[i]) {
            most = Math.max(most, weight[c]);
          }
          for (int c : join.inside[i]) {
            weight[c] *= own / most;
          }
        }
        weight[join.segments[0]] = highest;
      }
      case Part part -> {
        double[] near = new double[part.parts.length];
        double nearest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < near.length; i++) {
          near[i] =
              VectorMath.dot(
                      interest.data(),
                      interest.offset(user),
                      part.centres[i],
                      0,
                      interest.columns())
                  / temperature;
          nearest = Math.max(nearest, near[i]);
        }
        for (int i = 0; i < near.length; i++) {
          weight[part.parts[i]] = weight[part.segment] * Math.exp(near[i] - nearest);
          weight[part.inside[i]] = 1;
        }
      }
    }
  }

  private void fill(Matrix into, int user, double[] weight, List<String> ids, int[] group) {
    double[] sum = new double[shown.size()];
    for (int i = 0; i < group.length; i++) {
      sum[group[i]] += weight[at(ids.get(i))];
    }
    for (int i = 0; i < group.length; i++) {
      double all = sum[group[i]];
      into.set(user, i, (float) (all > 0 ? weight[at(ids.get(i))] / all : 0));
    }
  }

  private static int argMaxWithin(Matrix subMembership, int user, int[] parent, int segment) {
    int best = -1;
    for (int c = 0; c < parent.length; c++) {
      if (parent[c] == segment
          && (best < 0 || subMembership.get(user, c) > subMembership.get(user, best))) {
        best = c;
      }
    }
    return best;
  }

  /** Why an edit does not hold; empty where it does. */
  private Optional<String> apply(Entry entry) {
    Edit edit = entry.edit();
    if (!exists(edit.id())) {
      return Optional.of(missing(edit.id()));
    }
    Integer lock = locked.get(edit.id());
    if (lock != null && !(edit instanceof Edit.Hide)) {
      return Optional.of(edit.id() + " is locked by edit " + lock);
    }
    return switch (edit) {
      case Edit.Rename rename -> done(() -> names.put(rename.id(), rename.name()));
      case Edit.Describe describe -> done(() -> texts.put(describe.id(), describe.text()));
      case Edit.Lock lockEdit ->
          done(
              () -> {
                names.put(lockEdit.id(), lockEdit.name());
                texts.put(lockEdit.id(), lockEdit.text());
                locked.put(lockEdit.id(), entry.number());
              });
      case Edit.Hide hide -> hide(hide.id());
      case Edit.Merge merge -> merge(merge);
      case Edit.Split split -> split(split);
    };
  }

  private static Optional<String> done(Runnable change) {
    change.run();
    return Optional.empty();
  }

  private Optional<String> hide(String id) {
    if (isHidden(id)) {
      return Optional.of(id + " is hidden already");
    }
    hidden.add(id);
    return Optional.empty();
  }

  private Optional<String> merge(Edit.Merge merge) {
    List<String> all = new ArrayList<>(List.of(merge.id()));
    for (String other : merge.others()) {
      if (all.contains(other)) {
        return Optional.of(other + " cannot be merged with itself");
      }
      if (locked.containsKey(other)) {
        return Optional.of(other + " is locked by edit " + locked.get(other));
      }
      all.add(other);
    }
    for (String id : all) {
      if (!shown.containsKey(id)) {
        return Optional.of(exists(id) ? id + " is a subsegment" : missing(id));
      }
    }
    if (merge.made().isEmpty()) {
      return Optional.of("it could not be done for this fit");
    }
    steps.add(
        new Join(
            all.stream().mapToInt(this::at).toArray(),
            all.stream().map(id -> places(inside(id))).toArray(int[][]::new)));
    for (String other : merge.others()) {
      inside(merge.id()).addAll(inside(other));
      shown.remove(other);
      hidden.remove(other);
      became.put(other, List.of(merge.id()));
    }
    made.put(merge.id(), merge.made().get());
    return Optional.empty();
  }

  private Optional<String> split(Edit.Split split) {
    if (!shown.containsKey(split.id())) {
      return Optional.of(split.id() + " is a subsegment");
    }
    if (split.made().isEmpty()) {
      return Optional.of("it could not be done for this fit");
    }
    List<String> parts = split.made().stream().map(Made::id).toList();
    List<String> inside = parts.stream().map(id -> id + ".1").toList();
    parts.forEach(id -> place.put(id, place.size()));
    inside.forEach(id -> place.put(id, place.size()));
    steps.add(
        new Part(
            at(split.id()),
            places(parts),
            places(inside),
            split.made().stream().map(Made::centre).toArray(float[][]::new)));
    became.put(split.id(), parts);
    SequencedMap<String, List<String>> before = new LinkedHashMap<>(shown);
    shown.clear();
    before.forEach(
        (id, below) -> {
          if (!id.equals(split.id())) {
            shown.put(id, below);
            return;
          }
          for (int i = 0; i < parts.size(); i++) {
            shown.put(parts.get(i), new ArrayList<>(List.of(inside.get(i))));
          }
        });
    split
        .made()
        .forEach(
            part -> {
              made.put(part.id(), part);
              made.put(part.id() + ".1", part);
            });
    return Optional.empty();
  }

  private boolean exists(String id) {
    return shown.containsKey(id) || parentOf(id).isPresent();
  }

  private String missing(String id) {
    List<String> next = became.get(id);
    if (next == null) {
      return "there is no segment " + id + " in this fit";
    }
    return next.size() > 1
        ? id + " was split into " + String.join(", ", next)
        : id + " was merged into " + String.join(", ", now(id));
  }

  private Optional<String> parentOf(String id) {
    return shown.entrySet().stream()
        .filter(entry -> entry.getValue().contains(id))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private List<String> inside(String id) {
    return shown.getOrDefault(id, new ArrayList<>());
  }

  private int[] places(List<String> ids) {
    return ids.stream().mapToInt(this::at).toArray();
  }

  private int at(String id) {
    return place.getOrDefault(id, -1);
  }
}
