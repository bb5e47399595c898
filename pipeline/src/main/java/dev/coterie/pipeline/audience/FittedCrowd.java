package dev.coterie.pipeline.audience;

import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.recommend.UserState;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** The users of a fit, as they were then. */
public final class FittedCrowd implements Crowd {
  private final Answers answers;
  private final Placement places;

  public FittedCrowd(Answers answers) {
    this.answers = answers;
    this.places = answers.shown();
  }

  @Override
  public int size() {
    return answers.fitted().events().users().size();
  }

  @Override
  public Member member(int user) {
    Matrix interest = answers.fitted().interest();
    return new Member(
        answers.fitted().events().users().get(user),
        !answers.fitted().robots().get(user),
        places,
        user,
        interest.data(),
        interest.offset(user));
  }

  @Override
  public UserState state(int user) {
    return answers.fittedState(user);
  }

  @Override
  public OptionalInt number(String userId) {
    List<String> users = answers.fitted().events().users();
    int at = Collections.binarySearch(users, userId);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
  }
}
