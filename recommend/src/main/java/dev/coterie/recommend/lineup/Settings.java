package dev.coterie.recommend.lineup;

import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.Touch;
import dev.coterie.recommend.content.Content;
import dev.coterie.recommend.factor.ImplicitAls;
import dev.coterie.recommend.group.GroupBestSellers;
import dev.coterie.recommend.group.GroupNeighbours;
import dev.coterie.recommend.linear.Ease;
import dev.coterie.recommend.linear.Slim;
import dev.coterie.recommend.neighbour.ItemNeighbours;
import dev.coterie.recommend.popularity.Popularity;

/**
 * The settings of all members.
 *
 * @param damping the power of strengths that members are fitted to and asked with, 0 to 1
 * @param recent half-life of recent popularity
 * @param groupHalfLife of a first touch among a group's best sellers
 * @param shrinkage of a group's best sellers towards everyone's
 * @param neighbours of a user within its group
 * @param neighbourHalfLife of a neighbour's first touch
 * @param ease of the plain linear model
 * @param next of the one that foresees what users met lately
 * @param sparse of the sparse linear model
 * @param factors of the factorisation
 * @param contentLength the power of the lengths of items' vectors in closeness of content, 0 to 1
 */
public record Settings(
    double damping,
    HalfLife recent,
    HalfLife groupHalfLife,
    double shrinkage,
    int neighbours,
    HalfLife neighbourHalfLife,
    Ease.Options ease,
    Ease.Options next,
    Slim.Options sparse,
    ImplicitAls.Options factors,
    double contentLength) {

  /** What is taken where nothing can be learned, for data over so many milliseconds. */
  static Settings initial(long span) {
    return new Settings(
        span == 0 ? 0.5 : 1,
        faded(span, 1.0 / 140),
        faded(span, 1.0 / 140),
        600,
        200,
        faded(span, 1.0 / 100),
        Ease.Options.plain(faded(span, 1.0 / 12), span == 0 ? 200 : 100),
        Ease.Options.next(faded(span, 1.0 / 4), 1_000, faded(span, 1.0 / 50)),
        Slim.Options.of(HalfLife.NEVER),
        ImplicitAls.Options.of(HalfLife.NEVER),
        1);
  }

  /** A half-life as a share of the time that the data cover; never without times. */
  static HalfLife faded(long span, double share) {
    return span == 0 ? HalfLife.NEVER : HalfLife.ofSpan(span, share);
  }

  /** The member as these settings make it, for that training. */
  public Recommender recommender(Member member, Training training) {
    return switch (member) {
      case POPULARITY -> new Popularity(Popularity.Options.ALL_TIME);
      case RECENT_POPULARITY -> new Popularity(Popularity.Options.recent(recent));
      case GROUP -> group(0, training);
      case SUBGROUP -> group(1, training);
      case GROUP_NEIGHBOURS ->
          new GroupNeighbours(
              training.traits(),
              new GroupNeighbours.Options(neighbours, neighbourHalfLife, Touch.FIRST));
      case EASE -> linear(ease, training);
      case NEXT -> linear(next, training);
      case SPARSE -> new Slim(sparse);
      case FACTORS -> new ImplicitAls(factors);
      case CONTENT -> new Content(training.itemVectors(), contentLength);
    };
  }

  private Recommender group(int level, Training training) {
    return new GroupBestSellers(
        training.traits(),
        new GroupBestSellers.Options(level, groupHalfLife, Touch.FIRST, shrinkage));
  }

  private static Recommender linear(Ease.Options options, Training training) {
    return Ease.isPossible(training.interactions())
        ? new Ease(options)
        : new ItemNeighbours(ItemNeighbours.Options.of(options.halfLife()));
  }

  Settings withRecent(HalfLife halfLife) {
    return new Settings(
        damping,
        halfLife,
        groupHalfLife,
        shrinkage,
        neighbours,
        neighbourHalfLife,
        ease,
        next,
        sparse,
        factors,
        contentLength);
  }

  Settings withGroup(HalfLife halfLife, double newShrinkage) {
    return new Settings(
        damping,
        recent,
        halfLife,
        newShrinkage,
        neighbours,
        neighbourHalfLife,
        ease,
        next,
        sparse,
        factors,
        contentLength);
  }

  Settings withNeighbours(int count, HalfLife halfLife) {
    return new Settings(
        damping,
        recent,
        groupHalfLife,
        shrinkage,
        count,
        halfLife,
        ease,
        next,
        sparse,
        factors,
        contentLength);
  }

  Settings withContent(double lengthPower) {
    return new Settings(
        damping,
        recent,
        groupHalfLife,
        shrinkage,
        neighbours,
        neighbourHalfLife,
        ease,
        next,
        sparse,
        factors,
        lengthPower);
  }

  Settings withDamping(double power) {
    return linear(power, ease, next, sparse, factors);
  }

  Settings withEase(Ease.Options options) {
    return linear(damping, options, next, sparse, factors);
  }

  Settings withNext(Ease.Options options) {
    return linear(damping, ease, options, sparse, factors);
  }

  Settings withSparse(Slim.Options options) {
    return linear(damping, ease, next, options, factors);
  }

  Settings withFactors(ImplicitAls.Options options) {
    return linear(damping, ease, next, sparse, options);
  }

  private Settings linear(
      double newDamping,
      Ease.Options newEase,
      Ease.Options newNext,
      Slim.Options newSparse,
      ImplicitAls.Options newFactors) {
    return new Settings(
        newDamping,
        recent,
        groupHalfLife,
        shrinkage,
        neighbours,
        neighbourHalfLife,
        newEase,
        newNext,
        newSparse,
        newFactors,
        contentLength);
  }
}
