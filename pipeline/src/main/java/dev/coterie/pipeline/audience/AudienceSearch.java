package dev.coterie.pipeline.audience;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Nearest;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.recommend.Ranker;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.snapshot.Learned;
import dev.coterie.pipeline.snapshot.SegmentRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
  private final List<String> segmentIds;
  private final List<String> subsegmentIds;
  private final int[] parent;
  private final List<Item> items;
  private final BitSet offered;
  private final Crowd crowd;
  private final ReasonText words;

  /**
   * Among the users of a fit, for its items.
   *
   * @param words in which reasons are told
   */
  public AudienceSearch(Answers answers, ReasonText words) {
    this(
        answers,
        answers.fitted().events().items(),
        Ranker.eligible(answers.fitted().events().items()),
        new FittedCrowd(answers),
        words);
  }

  /**
   * Among any users, for the items of a fit.
   *
   * @param items as they are now
   * @param offered those that may stand for an attribute or a sentence
   * @param words in which reasons are told
   */
  public AudienceSearch(
      Answers answers, List<Item> items, BitSet offered, Crowd crowd, ReasonText words) {
    this.answers = answers;
    this.items = items;
    this.offered = offered;
    this.crowd = crowd;
    this.segmentIds = answers.tree().segments();
    this.subsegmentIds = answers.tree().subsegments();
    this.parent = answers.tree().parent();
    this.words = words;
  }

  /**
   * Finds one.
   *
   * @param size empty for the usual: the users of a segment, 5 % of all for any other target
   * @param fewest users without whom it is refused
   * @param asked how many users the ranking is asked about, those nearest to what is sought
   * @throws BadInput where the target is unknown, or fewer users are eligible than {@code fewest}
   */
  public Audience find(
      Target target,
      Optional<AudienceSize> size,
      int fewest,
      int asked,
      Workers workers,
      Progress progress) {
    Scored scored =
        switch (target) {
          case Target.InSegment in -> ofSegment(in.id());
          case Target.LikeUsers like ->
              new LikeAudience(crowd, answers.learned().dimension(), words)
                  .of(known(like.users()), workers);
          case Target.ForItem item -> forItems(item(item.id()), asked, workers, progress);
          case Target.ForNewItem item ->
              forItems(
                  item.near().stream().mapToInt(answers::item).toArray(), asked, workers, progress);
          case Target.ForAttribute of -> forItems(withAttribute(of), asked, workers, progress);
          case Target.ForText text ->
              forItems(nearest(text.text(), workers), asked, workers, progress);
        };
    int[] best =
        scored.eligible().stream()
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(u -> -scored.scores()[u]).thenComparing(u -> u))
            .limit(size.orElse(scored.usual()).of(crowd.size()))
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
    int n = crowd.size();
    float[] score = new float[n];
    double[] affinity = new double[n];
    BitSet eligible = new BitSet();
    int members = 0;
    for (int u = 0; u < n; u++) {
      Crowd.Member member = crowd.member(u);
      boolean in = isIn(member, segment);
      affinity[u] = membership(member, segment);
      score[u] = (float) affinity[u] + (in ? 1 : 0);
      eligible.set(u, member.counts());
      members += in && member.counts() ? 1 : 0;
    }
    int[] none = new int[n];
    Arrays.fill(none, -1);
    return new Scored(
        score,
        affinity,
        none,
        eligible,
        new int[0],
        new AudienceSize.Count(Math.max(1, members)),
        u -> List.of(words.member(segment.description().name(), affinity[u])));
  }

  private boolean isIn(Crowd.Member member, SegmentRow segment) {
    return (segment.level() == 1 ? segmentId(member) : subsegmentId(member)).equals(segment.id());
  }

  private double membership(Crowd.Member member, SegmentRow segment) {
    if (segment.level() == 1) {
      return member.membership(segmentIds.indexOf(segment.id()));
    }
    int sub = subsegmentIds.indexOf(segment.id());
    return member.membership(parent[sub]) * member.subMembership(sub);
  }

  private Scored forItems(int[] wanted, int asked, Workers workers, Progress progress) {
    return new ItemAudience(answers, crowd, words).of(wanted, asked, workers, progress);
  }

  private int[] item(String id) {
    int item = answers.item(id);
    if (item == EventLog.NONE) {
      throw unknown("item", id, items.stream().map(Item::id).toList());
    }
    return new int[] {item};
  }

  private int[] withAttribute(Target.ForAttribute of) {
    int[] matching =
        offered.stream()
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
    Matrix vectors = answers.fitted().itemVectors();
    TopK best = new TopK(ITEMS_A_TEXT);
    for (int i = offered.nextSetBit(0); i >= 0; i = offered.nextSetBit(i + 1)) {
      if (VectorMath.norm(vectors.data(), vectors.offset(i), vectors.columns()) > 0) {
        best.offer(i, VectorMath.cosine(place, 0, vectors.data(), vectors.offset(i), place.length));
      }
    }
    return best.indices();
  }

  private BitSet known(List<String> ids) {
    BitSet listed = new BitSet();
    for (String id : ids) {
      crowd.number(id).ifPresent(listed::set);
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

  private String segmentId(Crowd.Member member) {
    return segmentIds.get(member.segment());
  }

  private String subsegmentId(Crowd.Member member) {
    return subsegmentIds.get(member.subsegment());
  }

  private List<Audience.Wanted> wanted(Scored scored) {
    return Arrays.stream(scored.items())
        .mapToObj(items::get)
        .map(item -> new Audience.Wanted(item.id(), item.title()))
        .toList();
  }

  private List<Audience.Found> found(int[] best, Scored scored) {
    List<Audience.Found> found = new ArrayList<>();
    for (int u : best) {
      Crowd.Member member = crowd.member(u);
      found.add(
          new Audience.Found(
              found.size() + 1,
              member.userId(),
              scored.scores()[u],
              Optional.of(scored.affinity()[u]).filter(Double::isFinite),
              segmentId(member),
              subsegmentId(member),
              Optional.of(scored.item()[u]).filter(i -> i >= 0).map(i -> items.get(i).id()),
              scored.reasons().apply(u)));
    }
    return found;
  }

  private List<Audience.Overlap> overlap(int[] best) {
    int[] in = new int[segmentIds.size()];
    for (int u : best) {
      in[crowd.member(u).segment()]++;
    }
    int[] sizes = new int[in.length];
    for (int u = 0; u < crowd.size(); u++) {
      Crowd.Member member = crowd.member(u);
      sizes[member.segment()] += member.counts() ? 1 : 0;
    }
    return IntStream.range(0, in.length)
        .filter(g -> in[g] > 0)
        .mapToObj(
            g ->
                new Audience.Overlap(
                    segmentIds.get(g),
                    answers.segments().get(g).description().name(),
                    in[g],
                    (double) in[g] / best.length,
                    (double) in[g] / sizes[g]))
        .sorted(Comparator.comparingInt(Audience.Overlap::users).reversed())
        .toList();
  }
}
