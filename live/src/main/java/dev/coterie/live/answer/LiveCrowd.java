package dev.coterie.live.answer;

import dev.coterie.live.people.People;
import dev.coterie.live.people.People.Known;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.audience.Crowd;
import dev.coterie.pipeline.audience.FittedCrowd;
import dev.coterie.recommend.UserState;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Every user as of now: those of the fit, overlaid by what came since, then those who are new. */
final class LiveCrowd implements Crowd {
  private final Crowd fitted;
  private final People people;
  private final List<String> arrived;

  LiveCrowd(Answers answers, People people) {
    this.fitted = new FittedCrowd(answers);
    this.people = people;
    this.arrived = people.arrived();
  }

  @Override
  public int size() {
    return fitted.size() + arrived.size();
  }

  @Override
  public Member member(int user) {
    if (user >= fitted.size()) {
      return member(people.of(arrived.get(user - fitted.size())), true);
    }
    Member then = fitted.member(user);
    Optional<Known> now = people.changed(then.userId());
    if (now.isPresent()) {
      return member(now.get(), then.counts());
    }
    return people.isGone(then.userId())
        ? new Member(
            then.userId(), false, then.places(), then.row(), then.interest(), then.offset())
        : then;
  }

  private static Member member(Known user, boolean counts) {
    Matrix interest = user.person().profiles().interest();
    return new Member(
        user.userId(), counts, user.person().place(), 0, interest.data(), interest.offset(0));
  }

  @Override
  public UserState state(int user) {
    if (user >= fitted.size()) {
      return people.of(arrived.get(user - fitted.size())).person().state();
    }
    return people
        .changed(fitted.member(user).userId())
        .map(known -> known.person().state())
        .orElseGet(() -> fitted.state(user));
  }

  @Override
  public OptionalInt number(String userId) {
    int at = Collections.binarySearch(arrived, userId);
    return at >= 0 ? OptionalInt.of(fitted.size() + at) : fitted.number(userId);
  }
}
