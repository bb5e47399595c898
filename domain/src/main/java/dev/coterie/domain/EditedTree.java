package dev.coterie.domain;

import dev.coterie.domain.Edit.Made;
import dev.coterie.domain.Edits.Entry;
import dev.coterie.numeric.Matrix;
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
 * The tree of segments as people changed it: which edits hold, and what they leave. Where users
 * belong in it is worked out by {@link Reshaping}.
 */
public final class EditedTree {
  private final SequencedMap<String, List<String>> shown = new LinkedHashMap<>();
  private final Reshaping reshaping;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Made> made = new HashMap<>();
  private final Map<String, List<String>> became = new HashMap<>();
  private final Map<String, Integer> locked = new HashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final List<Unapplied> unapplied = new ArrayList<>();

  /** An edit that does not hold for this fit, and why. */
  public record Unapplied(Entry entry, String reason) {}

  private EditedTree(
      List<String> segments, List<String> subsegments, int[] parent, double temperature) {
    this.reshaping = new Reshaping(segments, subsegments, temperature);
    for (String id : segments) {
      shown.put(id, new ArrayList<>());
    }
    for (int c = 0; c < parent.length; c++) {
      inside(segments.get(parent[c])).add(subsegments.get(c));
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
    return reshaping.isAny();
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
    return reshaping.place(
        segments(), subsegments(), parent(), membership, subMembership, interest);
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
    Optional<String> parent = parentOf(merge.id());
    for (String id : all) {
      if (!exists(id)) {
        return Optional.of(missing(id));
      }
      if (!parentOf(id).equals(parent)) {
        return Optional.of(notBeside(id));
      }
    }
    if (merge.made().isEmpty()) {
      return Optional.of("it could not be done for this fit");
    }
    reshaping.join(all, all.stream().map(this::inside).toList());
    for (String other : merge.others()) {
      inside(merge.id()).addAll(inside(other));
      parent.map(this::inside).ifPresentOrElse(of -> of.remove(other), () -> shown.remove(other));
      hidden.remove(other);
      became.put(other, List.of(merge.id()));
    }
    made.put(merge.id(), merge.made().get());
    return Optional.empty();
  }

  private Optional<String> split(Edit.Split split) {
    if (!split.isDone()) {
      return Optional.of("it could not be done for this fit");
    }
    Optional<String> parent = parentOf(split.id());
    List<String> parts = split.made().stream().map(Made::id).toList();
    List<String> inside =
        parent.isPresent() ? List.of() : parts.stream().map(id -> id + ".1").toList();
    reshaping.part(
        split.id(), parts, inside, split.made().stream().map(Made::centre).toArray(float[][]::new));
    became.put(split.id(), parts);
    split.made().forEach(part -> made.put(part.id(), part));
    if (parent.isPresent()) {
      List<String> siblings = inside(parent.get());
      int at = siblings.indexOf(split.id());
      siblings.remove(at);
      siblings.addAll(at, parts);
      return Optional.empty();
    }
    split.made().forEach(part -> made.put(part.id() + ".1", part));
    replace(split.id(), parts, inside);
    return Optional.empty();
  }

  /** Puts segments with one subsegment each in the place of one. */
  private void replace(String id, List<String> parts, List<String> inside) {
    SequencedMap<String, List<String>> before = new LinkedHashMap<>(shown);
    shown.clear();
    before.forEach(
        (each, below) -> {
          if (!each.equals(id)) {
            shown.put(each, below);
            return;
          }
          for (int i = 0; i < parts.size(); i++) {
            shown.put(parts.get(i), new ArrayList<>(List.of(inside.get(i))));
          }
        });
  }

  /** Why a segment cannot be merged with one of another level or parent. */
  private String notBeside(String id) {
    return parentOf(id)
        .map(of -> id + " is a subsegment, of " + of)
        .orElse(id + " is no subsegment");
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
}
