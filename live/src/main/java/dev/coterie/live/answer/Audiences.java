package dev.coterie.live.answer;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.live.people.People;
import dev.coterie.live.people.People.Known;
import dev.coterie.live.people.People.Scored;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.recommend.Ranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** Finds users for a segment, an item, a property of items, a sentence, or like others. */
final class Audiences {
  /** The ranking is asked about so many users for each one who is wanted, and of no more. */
  private static final int CANDIDATES = 3;

  private static final int MOST_CANDIDATES = 3_000;

  private final Answers answers;
  private final People people;
  private final Neighbourhood items;

  Audiences(Answers answers, People people, Neighbourhood items) {
    this.answers = answers;
    this.people = people;
    this.items = items;
  }

  /**
   * The audience.
   *
   * @param placed the unit vector of a text
   * @return empty where nothing is known of what was asked for
   */
  Optional<Audience> of(AudienceWish wish, Function<String, Optional<float[]>> placed, AsOf asOf) {
    if (wish.segmentId() != null) {
      int segment = answers.tree().segments().indexOf(wish.segmentId());
      return segment < 0
          ? Optional.empty()
          : Optional.of(audience("membership", people.ofSegment(segment), wish, asOf));
    }
    List<String> chosen = chosen(wish);
    Optional<float[]> target =
        wish.text() != null
            ? placed.apply(wish.text())
            : wish.like().isEmpty() ? items.middle(chosen) : like(wish.like());
    if (target.isEmpty()) {
      return Optional.empty();
    }
    List<Scored> near =
        people.nearest(
            target.get(),
            chosen.isEmpty()
                ? wish.size() + wish.like().size()
                : Math.min(MOST_CANDIDATES, Math.max(200, CANDIDATES * wish.size())),
            Optional.empty());
    return Optional.of(
        chosen.isEmpty()
            ? audience(
                "similarity",
                near.stream().filter(user -> !wish.like().contains(user.userId())).toList(),
                wish,
                asOf)
            : audience("affinity", byAffinity(near, chosen), wish, asOf));
  }

  private List<String> chosen(AudienceWish wish) {
    if (wish.itemId() != null) {
      return List.of(wish.itemId());
    }
    if (wish.category() != null) {
      String category = wish.category();
      return items.items(item -> item.categories().stream().anyMatch(category::equalsIgnoreCase));
    }
    String attribute = wish.attribute();
    String value = wish.value();
    return attribute == null || value == null
        ? List.of()
        : items.items(item -> has(item, attribute, value));
  }

  private static boolean has(Item item, String attribute, String value) {
    String own = item.attributes().get(attribute);
    return own != null && own.equalsIgnoreCase(value);
  }

  private Optional<float[]> like(List<String> users) {
    float[] middle = new float[answers.learned().dimension()];
    for (String user : users) {
      float[] vector = people.of(user).person().state().vector();
      if (vector.length == middle.length) {
        VectorMath.axpy(1, vector, 0, middle, 0, middle.length);
      }
    }
    return VectorMath.normalise(middle, 0, middle.length) == 0
        ? Optional.empty()
        : Optional.of(middle);
  }

  /** By the highest chance of any of the items that the user has not turned down or seen. */
  private List<Scored> byAffinity(List<Scored> users, List<String> chosen) {
    int[] numbers =
        chosen.stream().mapToInt(answers::item).filter(i -> i != EventLog.NONE).toArray();
    if (numbers.length == 0) {
      return users;
    }
    Ranker ranker = answers.ranker();
    Ranker.Scores scores = ranker.room();
    List<Scored> ranked = new ArrayList<>();
    for (Scored user : users) {
      Known known = people.of(user.userId());
      ranker.score(known.person().state(), scores);
      double best = 0;
      for (int item : numbers) {
        if (!known.person().state().history().contains(item)) {
          best = Math.max(best, ranker.fused().affinity(scores.sum()[item]));
        }
      }
      ranked.add(new Scored(user.userId(), best));
    }
    ranked.sort(Comparator.comparingDouble(Scored::score).reversed());
    return ranked;
  }

  private Audience audience(String ranked, List<Scored> users, AudienceWish wish, AsOf asOf) {
    List<Audience.Member> members = new ArrayList<>();
    SequencedMap<String, Integer> segments = new LinkedHashMap<>();
    answers.tree().segments().forEach(id -> segments.put(id, 0));
    for (Scored user : users.subList(0, Math.min(users.size(), wish.size()))) {
      String segment = answers.tree().segments().get(people.of(user.userId()).segment());
      segments.merge(segment, 1, Integer::sum);
      members.add(new Audience.Member(user.userId(), segment, user.score()));
    }
    return new Audience(ranked, members.size(), segments, members, asOf);
  }
}
