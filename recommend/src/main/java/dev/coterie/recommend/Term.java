package dev.coterie.recommend;

import java.util.OptionalInt;

/** One of the terms that a score is made of. */
public sealed interface Term {
  /** The share of the score that comes from it; positive. */
  double share();

  /** The same term with its share multiplied. */
  Term times(double factor);

  /** The item of the history that it names. */
  default OptionalInt historyItem() {
    return switch (this) {
      case Touched t -> OptionalInt.of(t.item());
      case SimilarContent t -> OptionalInt.of(t.item());
      case PopularInGroup _, NearestUsers _, Popular _ -> OptionalInt.empty();
    };
  }

  /** An item of the history that goes with it. */
  record Touched(int item, double share) implements Term {
    @Override
    public Touched times(double factor) {
      return new Touched(item, share * factor);
    }
  }

  /** An item of the history whose vector is the nearest. */
  record SimilarContent(int item, double share) implements Term {
    @Override
    public SimilarContent times(double factor) {
      return new SimilarContent(item, share * factor);
    }
  }

  /**
   * Users of the same group went for it.
   *
   * @param level of the group, 0 the coarsest
   * @param touched share of the group's users who touched it, 0 to 1
   */
  record PopularInGroup(int level, int group, double touched, double share) implements Term {
    @Override
    public PopularInGroup times(double factor) {
      return new PopularInGroup(level, group, touched, share * factor);
    }
  }

  /** So many of the nearest users went for it. */
  record NearestUsers(int users, double share) implements Term {
    @Override
    public NearestUsers times(double factor) {
      return new NearestUsers(users, share * factor);
    }
  }

  /** So many users went for it, in all or, where a model fades them, within two half-lives. */
  record Popular(int users, double share) implements Term {
    @Override
    public Popular times(double factor) {
      return new Popular(users, share * factor);
    }
  }
}
