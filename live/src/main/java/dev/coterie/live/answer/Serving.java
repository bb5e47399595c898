package dev.coterie.live.answer;

import dev.coterie.domain.Description;
import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.domain.EventKind;
import dev.coterie.domain.Profiles;
import dev.coterie.live.people.Catalogue;
import dev.coterie.live.people.Everyone.Scored;
import dev.coterie.live.people.People;
import dev.coterie.live.people.People.Known;
import dev.coterie.live.people.Trends;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.audience.Audience;
import dev.coterie.pipeline.audience.AudienceSearch;
import dev.coterie.pipeline.audience.AudienceSize;
import dev.coterie.pipeline.audience.Target;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.report.ReportLanguage;
import dev.coterie.pipeline.snapshot.Learned.Entity;
import dev.coterie.pipeline.snapshot.SegmentRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * One snapshot that is being served, with what came since. Every answer of one object rests on one
 * snapshot; a request takes the object once.
 */
public final class Serving {
  /** The ranking is asked about so many users for each one who is wanted, and about no fewer. */
  private static final int ASKED_A_USER = 3;

  private static final int FEWEST_ASKED = 1_000;

  private final String snapshot;
  private final Answers answers;
  private final Catalogue catalogue;
  private final People people;
  private final Shelves shelves;
  private final ReasonText words;
  private final Lists lists;
  private final Neighbourhood items;
  private final List<String> segmentIds;
  private final List<String> subsegmentIds;
  private final int[] parent;

  /**
   * Serves a snapshot.
   *
   * @param snapshot its id
   * @param clock milliseconds since 1970 UTC, by which items are valid
   */
  public Serving(
      String snapshot, Answers answers, Catalogue catalogue, People people, LongSupplier clock) {
    this.snapshot = snapshot;
    this.answers = answers;
    this.catalogue = catalogue;
    this.people = people;
    this.shelves = new Shelves(answers, catalogue, clock);
    this.words =
        new ReasonText(
            ReportLanguage.ENGLISH,
            answers.fitted().events().kinds().stream().map(EventKind::name).toList());
    this.lists = new Lists(answers, catalogue, shelves, words);
    this.items = new Neighbourhood(answers, shelves);
    this.segmentIds = answers.tree().segments();
    this.subsegmentIds = answers.tree().subsegments();
    this.parent = answers.tree().parent();
  }

  /** Id of the snapshot. */
  public String snapshot() {
    return snapshot;
  }

  /** How often people changed its segments. */
  public int revision() {
    return answers.revision();
  }

  public Answers answers() {
    return answers;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public People people() {
    return people;
  }

  /** Until when lists rest on the catalogue as it is now, milliseconds since 1970 UTC. */
  public long listedUntil() {
    return shelves.now().until();
  }

  /** As of which event and snapshot a user is known. */
  public AsOf asOf(Known user) {
    return new AsOf(snapshot, user.seq(), user.eventId().isEmpty() ? null : user.eventId());
  }

  /** What is said of all users. */
  public AsOf asOf() {
    return new AsOf(snapshot, people.lastSeq(0), null);
  }

  /** The list of a user. */
  public List<Listed> list(Known user, Wish wish) {
    return lists.of(user, wish);
  }

  /** What is known of a user. */
  public UserView user(Known user) {
    int segment = user.segment();
    Profiles profiles = user.person().profiles();
    Placement place = user.person().place();
    SequencedMap<String, Double> segments = new LinkedHashMap<>();
    for (int g = 0; g < segmentIds.size(); g++) {
      segments.put(segmentIds.get(g), (double) place.membership().get(0, g));
    }
    SequencedMap<String, Double> within = new LinkedHashMap<>();
    for (int c = 0; c < parent.length; c++) {
      if (parent[c] == segment) {
        within.put(subsegmentIds.get(c), (double) place.subMembership().get(0, c));
      }
    }
    Map<String, Double> behaviour = new TreeMap<>();
    for (int f = 0; f < profiles.features().size(); f++) {
      float value = profiles.behaviour().get(0, f);
      if (!Float.isNaN(value)) {
        behaviour.put(profiles.features().get(f), (double) value);
      }
    }
    List<UserView.Interest> interests = interests(user, segment);
    return new UserView(
        user.userId(),
        user.events() > 0,
        segmentIds.get(segment),
        segmentName(segment),
        subsegmentIds.get(user.subsegment()),
        user.confidence(),
        segments,
        within,
        interests,
        behaviour,
        interests.stream()
            .filter(interest -> interest.closeness() > 0)
            .sorted(
                Comparator.comparingDouble(
                        (UserView.Interest interest) -> interest.weight() * interest.closeness())
                    .reversed())
            .limit(3)
            .toList(),
        user.events(),
        asOf(user));
  }

  private List<UserView.Interest> interests(Known user, int segment) {
    float[] centre = answers.segments().get(segment).centroid();
    List<UserView.Interest> interests = new ArrayList<>();
    people
        .interests(user.userId())
        .forEach(
            (id, weight) -> {
              double closeness =
                  catalogue.vector(id).map(vector -> VectorMath.dot(vector, centre)).orElse(0f);
              interests.add(
                  new UserView.Interest(id, catalogue.itemOrId(id).label(), weight, closeness));
            });
    return interests;
  }

  private String segmentName(int segment) {
    return answers.segments().get(segment).description().name();
  }

  /** Users with the nearest interest. */
  public List<Scored> similarUsers(Known user, int most) {
    float[] vector = user.person().state().vector();
    return vector.length == 0
        ? List.of()
        : people.everyone().nearest(vector, most, Optional.of(user.userId()));
  }

  /** Items near to an item; empty where it has no place. */
  public Optional<List<Similar>> similarItems(String itemId, int most) {
    return catalogue.vector(itemId).map(vector -> items.near(vector, most, itemId));
  }

  /** Items by their words and by what a query means. */
  public List<Hit> search(String query, int most) {
    return items.search(query, placed(query), most);
  }

  /** The unit vector of a text that has a place. */
  public Optional<float[]> placed(String text) {
    return answers
        .entities()
        .text(text)
        .map(Entity::vector)
        .map(float[]::clone)
        .filter(vector -> VectorMath.normalise(vector, 0, vector.length) > 0);
  }

  /**
   * An audience among all users as of now.
   *
   * @throws dev.coterie.domain.CoterieException.BadInput where nothing is known of the target
   */
  public Audience audience(Target target, int size, Workers workers) {
    return new AudienceSearch(
            answers,
            catalogue.items(),
            shelves.now().rules().eligible(),
            new LiveCrowd(answers, people),
            words)
        .find(
            target instanceof Target.ForItem item ? target(item) : target,
            Optional.of(new AudienceSize.Count(size)),
            1,
            Math.max(FEWEST_ASKED, ASKED_A_USER * size),
            workers,
            Progress.NONE);
  }

  private Target target(Target.ForItem item) {
    return catalogue
        .newItem(item.id())
        .filter(fresh -> fresh.neighbours().length > 0)
        .<Target>map(
            fresh ->
                new Target.ForNewItem(
                    item.id(),
                    Arrays.stream(fresh.neighbours())
                        .mapToObj(number -> catalogue.item(number).id())
                        .toList()))
        .orElse(item);
  }

  /** Segments, then subsegments. */
  public List<SegmentView> segments() {
    int[] sizes = people.drift().sizes();
    List<SegmentView> views = new ArrayList<>();
    for (int row = 0; row < answers.segments().size(); row++) {
      SegmentRow segment = answers.segments().get(row);
      views.add(
          new SegmentView(
              segment.id(),
              segment.level(),
              segment.parent(),
              segment.description().name(),
              segment.description().text(),
              segment.description().phrases().stream().map(Description.Phrase::text).toList(),
              segment.size(),
              segment.level() == 1 ? sizes[row] : segment.size(),
              segment.share(),
              segment.quality(),
              segment.stability(),
              segment.lineage(),
              segment.hidden(),
              segment.locked()));
    }
    return views;
  }

  /** What the name of a segment or subsegment rests on. */
  public Optional<Description> evidence(String segmentId) {
    return answers.segments().stream()
        .filter(segment -> segment.id().equals(segmentId))
        .map(row -> row.description().without(people::isGone))
        .findFirst();
  }

  /** Id of a user's segment. */
  public String segmentId(Known user) {
    return segmentIds.get(user.segment());
  }

  /** The number of a segment of the first level. */
  public Optional<Integer> segment(String id) {
    int number = segmentIds.indexOf(id);
    return number < 0 ? Optional.empty() : Optional.of(number);
  }

  /** The items of a segment by the users who went for them. */
  public List<Trends.Touched> itemsOf(int segment, int most) {
    return people.trends().items(segment, most);
  }

  /** The items that are trending in a segment. */
  public List<Trends.Touched> trending(int segment, int most) {
    return people.trends().trending(segment, most);
  }
}
