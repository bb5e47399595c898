package dev.coterie.pipeline.audience;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EditedTree;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Nearest;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.snapshot.Fitted;
import dev.coterie.pipeline.snapshot.Learned;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.recommend.UserState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds audiences in a snapshot. */
public final class AudienceSearch {
  /** Items that stand for a sentence. */
  private static final int ITEMS_A_TEXT = 10;

  /** Known names that a refusal shows. */
  private static final int SHOWN = 8;

  private final Answers answers;
  private final Fitted fitted;
  private final List<String> segmentIds;
  private final List<String> subsegmentIds;
  private final int[] parent;
  private final EditedTree.Placement shown;
  private final ReasonText words;
  private final Map<String, Integer> users = new HashMap<>();

  /**
   * In one snapshot.
   *
   * @param words in which reasons are told
   */
  public AudienceSearch(Answers answers, ReasonText words) {
    this.answers = answers;
    this.fitted = answers.fitted();
    this.segmentIds = answers.tree().segments();
    this.subsegmentIds = answers.tree().subsegments();
    this.parent = answers.tree().parent();
    this.shown = answers.shown();
    this.words = words;
    for (String id : fitted.events().users()) {
      users.put(id, users.size());
    }
  }

  /**
   * Finds one.
   *
   * @param size empty for the usual: the users of a segment, 5 % of all for any other target
   * @param fewest users without whom it is refused
   * @throws BadInput where the target is unknown, or fewer users are eligible than {@code fewest}
   */
  public Audience find(
      Target target, Optional<AudienceSize> size, int fewest, Workers workers, Progress progress) {
    Scored scored =
        switch (target) {
          case Target.InSegment in -> ofSegment(in.id());
          case Target.ForItem item -> forItems(item(item.id()), workers, progress);
          case Target.ForAttribute of -> forItems(withAttribute(of), workers, progress);
          case Target.ForText text -> forItems(nearest(text.text(), workers), workers, progress);
          case Target.LikeUsers like ->
              new LikeAudience(fitted.interest(), fitted.events().users(), words)
                  .of(known(like.users()), fitted.robots(), workers);
        };
    int[] best =
        scored.eligible().stream()
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(u -> -scored.scores()[u]).thenComparing(u -> u))
            .limit(size.orElse(scored.usual()).of(users.size()))
            .mapToInt(Integer::intValue)
            .toArray();
    if (best.length < Math.max(1, fewest)) {
      throw new BadInput(
          "The audience for %s has %d users, fewer than %d; widen the target or lower --minimum-size."
              .formatted(target.words(), best.length, Math.max(1, fewest)));
    }
    return new Audience(
        target.words(),
        scored.eligible().cardinality(),
        wanted(scored),
        found(best, scored),
        overlap(best));
  }

  /** Members before others, whose membership may be higher where they are torn between more. */
  private Scored ofSegment(String id) {
    SegmentRow segment =
        answers.segments().stream()
            .filter(row -> row.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    unknown(
                        "segment", id, answers.segments().stream().map(SegmentRow::id).toList()));
    int n = users.size();
    float[] score = new float[n];
    double[] affinity = new double[n];
    for (int u = 0; u < n; u++) {
      affinity[u] = membership(u, segment);
      score[u] = (float) affinity[u] + (isIn(u, segment) ? 1 : 0);
    }
    BitSet eligible = new BitSet();
    eligible.set(0, n);
    eligible.andNot(fitted.robots());
    int[] none = new int[n];
    Arrays.fill(none, -1);
    return new Scored(
        score,
        affinity,
        none,
        eligible,
        new int[0],
        new AudienceSize.Count(
            Math.max(1, (int) eligible.stream().filter(u -> isIn(u, segment)).count())),
        u -> List.of(words.member(segment.description().name(), affinity[u])));
  }

  private boolean isIn(int user, SegmentRow segment) {
    return (segment.level() == 1 ? segmentId(user) : subsegmentId(user)).equals(segment.id());
  }

  private double membership(int user, SegmentRow segment) {
    if (segment.level() == 1) {
      return shown.membership().get(user, segmentIds.indexOf(segment.id()));
    }
    int sub = subsegmentIds.indexOf(segment.id());
    return shown.membership().get(user, parent[sub]) * shown.subMembership().get(user, sub);
  }

  private Scored forItems(int[] items, Workers workers, Progress progress) {
    return new ItemAudience(answers, this::state, words).of(items, workers, progress);
  }

  private UserState state(int user) {
    return new UserState(
        answers.ranker().interactions().history(user),
        fitted.interest().row(user),
        List.of(fitted.membership().row(user), fitted.subMembership().row(user)));
  }

  private int[] item(String id) {
    int item = answers.item(id);
    if (item == EventLog.NONE) {
      throw unknown("item", id, fitted.events().items().stream().map(Item::id).toList());
    }
    return new int[] {item};
  }

  private int[] withAttribute(Target.ForAttribute of) {
    List<Item> items = fitted.events().items();
    int[] matching =
        IntStream.range(0, items.size())
            .filter(
                i ->
                    values(items.get(i), of.field()).stream()
                        .anyMatch(of.value()::equalsIgnoreCase))
            .toArray();
    if (matching.length > 0) {
      return matching;
    }
    TreeSet<String> values = new TreeSet<>();
    items.forEach(item -> values.addAll(values(item, of.field())));
    if (values.isEmpty()) {
      TreeSet<String> fields = new TreeSet<>(List.of("category", "tag", "language"));
      items.forEach(item -> fields.addAll(item.attributes().keySet()));
      throw unknown("attribute", of.field(), fields);
    }
    throw unknown(of.field(), of.value(), values);
  }

  private static Collection<String> values(Item item, String field) {
    return switch (field) {
      case "category" -> item.categories();
      case "tag" -> item.tags();
      case "language" -> List.of(item.language());
      default -> Optional.ofNullable(item.attributes().get(field)).map(List::of).orElse(List.of());
    };
  }

  private int[] nearest(String text, Workers workers) {
    if (text.isBlank()) {
      throw new BadUsage("--text is empty; say what the audience should care for.");
    }
    answers.entities().place(List.of(), List.of(text), workers, Progress.NONE);
    float[] place =
        answers
            .entities()
            .text(text)
            .map(Learned.Entity::vector)
            .orElseThrow(
                () ->
                    new BadInput(
                        "Nothing in this snapshot tells what “"
                            + text
                            + "” means: it learned from no text in that language.\nName items instead, with --item or --attribute."));
    Matrix items = fitted.itemVectors();
    TopK best = new TopK(ITEMS_A_TEXT);
    for (int i = 0; i < items.rows(); i++) {
      if (VectorMath.norm(items.data(), items.offset(i), items.columns()) > 0) {
        best.offer(i, VectorMath.cosine(place, 0, items.data(), items.offset(i), place.length));
      }
    }
    return best.indices();
  }

  private BitSet known(List<String> ids) {
    BitSet listed = new BitSet();
    for (String id : ids) {
      Integer user = users.get(id);
      if (user != null) {
        listed.set(user);
      }
    }
    if (listed.isEmpty()) {
      throw new BadInput(
          "None of the %d users of the list is in this snapshot; are these the ids of its user_id column?"
              .formatted(ids.size()));
    }
    return listed;
  }

  private static BadInput unknown(String what, String name, Collection<String> known) {
    return new BadInput(
        "There is no %s %s in this snapshot; %s"
            .formatted(
                what,
                name,
                Nearest.to(name, known)
                    .map(near -> "did you mean " + near + "?")
                    .orElseGet(() -> "there is " + some(known) + ".")));
  }

  private static String some(Collection<String> known) {
    return known.stream().limit(SHOWN).collect(Collectors.joining(", "))
        + (known.size() > SHOWN ? ", …" : "");
  }

  private String segmentId(int user) {
    return segmentIds.get(shown.segment()[user]);
  }

  private String subsegmentId(int user) {
    return subsegmentIds.get(shown.subsegment()[user]);
  }

  private List<Audience.Wanted> wanted(Scored scored) {
    return Arrays.stream(scored.items())
        .mapToObj(i -> fitted.events().items().get(i))
        .map(item -> new Audience.Wanted(item.id(), item.title()))
        .toList();
  }

  private List<Audience.Found> found(int[] best, Scored scored) {
    List<Audience.Found> found = new ArrayList<>();
    for (int u : best) {
      found.add(
          new Audience.Found(
              found.size() + 1,
              fitted.events().users().get(u),
              scored.scores()[u],
              Optional.of(scored.affinity()[u]).filter(Double::isFinite),
              segmentId(u),
              subsegmentId(u),
              Optional.of(scored.item()[u])
                  .filter(i -> i >= 0)
                  .map(i -> fitted.events().items().get(i).id()),
              scored.reasons().apply(u)));
    }
    return found;
  }

  private List<Audience.Overlap> overlap(int[] best) {
    Map<String, Integer> counts = new HashMap<>();
    for (int u : best) {
      counts.merge(segmentId(u), 1, Integer::sum);
    }
    return answers.segments().stream()
        .filter(segment -> counts.containsKey(segment.id()))
        .map(segment -> overlap(segment, counts.getOrDefault(segment.id(), 0), best.length))
        .sorted(Comparator.comparingInt(Audience.Overlap::users).reversed())
        .toList();
  }

  private static Audience.Overlap overlap(SegmentRow segment, int in, int audience) {
    return new Audience.Overlap(
        segment.id(),
        segment.description().name(),
        in,
        (double) in / audience,
        (double) in / segment.size());
  }
}
