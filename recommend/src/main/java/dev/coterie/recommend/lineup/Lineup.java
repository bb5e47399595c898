package dev.coterie.recommend.lineup;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.fusion.FusedModel;
import dev.coterie.recommend.fusion.Fusion;
import dev.coterie.recommend.fusion.FusionLearner;
import dev.coterie.recommend.fusion.HeldOutUser;
import dev.coterie.recommend.ranking.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fits all recommenders that the data allow, and one ranking fused from them. Settings and fusion
 * are learned on an earlier state of the training data against what users did after it; then all
 * members are fitted to everything.
 */
public final class Lineup {
  private static final int[] NOTHING = {};

  private Lineup() {}

  /**
   * What was learned on the earlier state.
   *
   * @param settings of all members
   * @param choices how they were chosen
   * @param members in the order of the fusion's weights
   */
  public record Learned(
      Settings settings, List<Choice> choices, List<Member> members, Fusion fusion) {
    public Learned {
      choices = List.copyOf(choices);
      members = List.copyOf(members);
    }
  }

  /**
   * What was known earlier, and what users did after it.
   *
   * @param earlier groups and vectors are those of that time too
   */
  public record Fold(Training earlier, HeldOut heldOut) {}

  /** Learns from one fold settings of every member that the data allow, weights and chances. */
  public static Learned learn(Fold fold, Workers workers, long seed, Progress progress) {
    return learn(List.of(fold), possible(fold.earlier()), workers, seed, progress);
  }

  /**
   * Learns settings, weights and chances.
   *
   * @param folds at least one; settings are chosen on the first, weights on all
   * @param tuned members whose settings are chosen; the others keep the initial ones
   */
  public static Learned learn(
      List<Fold> folds, Collection<Member> tuned, Workers workers, long seed, Progress progress) {
    Fold first = folds.getFirst();
    Map.Entry<Settings, List<Choice>> chosen =
        new SettingsSearch(first.earlier(), first.heldOut(), workers, seed).run(tuned, progress);
    List<Member> members = fused(first.earlier());
    List<FusionLearner.Fold> fitted = new ArrayList<>();
    for (Fold fold : folds) {
      List<Model> models = new ArrayList<>();
      for (Member member : members) {
        progress.report(
            "fitting recommenders to learn their weights",
            (long) fitted.size() * members.size() + models.size(),
            (long) folds.size() * members.size());
        models.add(fit(member, chosen.getKey(), fold.earlier(), workers, seed));
      }
      fitted.add(
          new FusionLearner.Fold(
              models,
              users(fold.earlier(), fold.heldOut()),
              new Rules(false, fold.heldOut().items())));
    }
    return new Learned(
        chosen.getKey(),
        chosen.getValue(),
        members,
        new FusionLearner(FusionLearner.Options.DEFAULT).learn(fitted, workers, seed));
  }

  /** Every member that the data allow, fitted to {@code training}. */
  public static Map<Member, Model> fitAll(
      Learned learned, Training training, Workers workers, long seed, Progress progress) {
    return fit(possible(training), learned, training, workers, seed, progress);
  }

  /** The members of the fused ranking only, fitted to {@code training}. */
  public static FusedModel fitFused(
      Learned learned, Training training, Workers workers, long seed, Progress progress) {
    return fuse(learned, fit(learned.members(), learned, training, workers, seed, progress));
  }

  /** The fused ranking from members that are fitted already. */
  public static FusedModel fuse(Learned learned, Map<Member, Model> members) {
    return learned.fusion().of(learned.members().stream().map(members::get).toList());
  }

  private static Map<Member, Model> fit(
      List<Member> members,
      Learned learned,
      Training training,
      Workers workers,
      long seed,
      Progress progress) {
    Map<Member, Model> models = new EnumMap<>(Member.class);
    for (Member member : members) {
      progress.report("fitting recommenders", models.size(), members.size());
      models.put(member, fit(member, learned.settings(), training, workers, seed));
    }
    return models;
  }

  private static Model fit(
      Member member, Settings settings, Training training, Workers workers, long seed) {
    return settings
        .recommender(member, training)
        .fit(training.interactions(), workers, seed, Progress.NONE);
  }

  /** The members that the data allow. */
  public static List<Member> possible(Training training) {
    return Arrays.stream(Member.values())
        .filter(
            member ->
                switch (member) {
                  case POPULARITY, RECENT_POPULARITY, EASE -> true;
                  case GROUP -> training.levels() > 0;
                  case SUBGROUP -> training.levels() > 1;
                  case GROUP_NEIGHBOURS, CONTENT -> training.hasVectors();
                  case NEXT -> training.hasTimes();
                  case SPARSE, FACTORS -> !training.hasTimes();
                })
        .toList();
  }

  /**
   * The members of the fused ranking. All-time popularity adds nothing to the recent, nor the plain
   * linear model to the one that foresees what users met lately. Where there are no times, linear
   * models and factors hold all that neighbours and groups know, and a few members are joined with
   * less overfitting than many (docs/decisions/fuse-few-without-times.md).
   */
  public static List<Member> fused(Training training) {
    Set<Member> left =
        training.hasTimes()
            ? EnumSet.of(Member.POPULARITY, Member.EASE)
            : EnumSet.of(
                Member.POPULARITY,
                Member.RECENT_POPULARITY,
                Member.SUBGROUP,
                Member.GROUP_NEIGHBOURS);
    return possible(training).stream().filter(member -> !left.contains(member)).toList();
  }

  private static List<HeldOutUser> users(Training earlier, HeldOut heldOut) {
    List<HeldOutUser> users = new ArrayList<>();
    for (int u = 0; u < earlier.interactions().users(); u++) {
      if (heldOut.seen()[u].length > 0) {
        int at = Arrays.binarySearch(heldOut.users(), u);
        users.add(new HeldOutUser(earlier.state(u), at < 0 ? NOTHING : heldOut.relevant()[at]));
      }
    }
    return users;
  }
}
