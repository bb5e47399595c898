package dev.coterie.live.people;

import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.live.people.People.Known;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.answer.Answers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All users as of now, looked through: those of whom nothing came since the fit as it left them,
 * the others folded in.
 */
public final class Everyone {
  private final Answers answers;
  private final People people;

  Everyone(Answers answers, People people) {
    this.answers = answers;
    this.people = people;
  }

  /** A user and a figure of it. */
  public record Scored(String userId, double score) {}

  /** The users whose vectors are the nearest to a unit vector, by the cosine, nearest first. */
  public List<Scored> nearest(float[] vector, int most, Optional<String> without) {
    Matrix interest = answers.fitted().interest();
    List<String> users = answers.fitted().events().users();
    Set<String> changed = new LinkedHashSet<>(people.changed());
    List<String> others = new ArrayList<>();
    TopK nearest = new TopK(most);
    for (int u = 0; u < interest.rows(); u++) {
      String user = users.get(u);
      if (!changed.contains(user) && !people.isGone(user) && !isSame(without, user)) {
        nearest.offer(
            u, VectorMath.dot(vector, 0, interest.data(), interest.offset(u), vector.length));
      }
    }
    for (String user : changed) {
      if (!isSame(without, user)) {
        float[] own = people.of(user).person().state().vector();
        if (own.length == vector.length) {
          nearest.offer(users.size() + others.size(), VectorMath.dot(vector, own));
          others.add(user);
        }
      }
    }
    List<Scored> scored = new ArrayList<>();
    int[] found = nearest.indices();
    for (int i = 0; i < found.length; i++) {
      scored.add(
          new Scored(
              found[i] < users.size() ? users.get(found[i]) : others.get(found[i] - users.size()),
              nearest.scores()[i]));
    }
    return scored;
  }

  private static boolean isSame(Optional<String> without, String user) {
    return without.isPresent() && without.get().equals(user);
  }

  /** The users of a segment with their membership in it, highest first, equal ones by id. */
  public List<Scored> ofSegment(int segment) {
    List<String> users = answers.fitted().events().users();
    Placement fitted = answers.shown();
    Set<String> changed = people.changed();
    List<Scored> members = new ArrayList<>();
    for (int u = 0; u < users.size(); u++) {
      if (fitted.segment()[u] == segment
          && !changed.contains(users.get(u))
          && !people.isGone(users.get(u))) {
        members.add(new Scored(users.get(u), fitted.membership().get(u, segment)));
      }
    }
    for (String user : changed) {
      Known known = people.of(user);
      if (known.segment() == segment) {
        members.add(new Scored(user, known.confidence()));
      }
    }
    members.sort(
        (a, b) ->
            a.score() == b.score()
                ? a.userId().compareTo(b.userId())
                : Double.compare(b.score(), a.score()));
    return members;
  }
}
