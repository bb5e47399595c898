package dev.coterie.recommend.lineup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** The candidates for the settings of one member; of equally good ones the first is the best. */
final class Trials<T> {
  private final Member member;
  private final Function<T, String> name;
  private final ToDoubleFunction<T> figure;
  private final List<T> values = new ArrayList<>();
  private final List<Choice.Trial> trials = new ArrayList<>();
  private int best;

  Trials(Member member, Function<T, String> name, ToDoubleFunction<T> figure) {
    this.member = member;
    this.name = name;
    this.figure = figure;
  }

  /** Tries a value, unless it was tried before; whether it is better than all so far. */
  boolean isBetter(T value) {
    if (values.contains(value)) {
      return false;
    }
    values.add(value);
    trials.add(new Choice.Trial(name.apply(value), figure.applyAsDouble(value)));
    if (trials.getLast().ndcg() > trials.get(best).ndcg()) {
      best = trials.size() - 1;
      return true;
    }
    return false;
  }

  void add(T value) {
    boolean _ = isBetter(value);
  }

  /** Goes from the best one way while that betters it; where it does not at once, the other way. */
  void climb(UnaryOperator<T> up, UnaryOperator<T> down) {
    boolean climbed = false;
    while (isBetter(up.apply(best()))) {
      climbed = true;
    }
    while (!climbed && isBetter(down.apply(best()))) {
      // The next step starts from the new best.
    }
  }

  T best() {
    return values.get(best);
  }

  Choice choice() {
    return new Choice(member, trials.get(best).value(), trials);
  }
}
