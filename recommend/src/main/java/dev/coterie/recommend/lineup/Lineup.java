package dev.coterie.recommend.lineup;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.fusion.FusedModel;
import dev.coterie.recommend.fusion.Fusion;
import dev.coterie.recommend.fusion.FusionLearner;
import dev.coterie.recommend.fusion.HeldOutUser;
import dev.coterie.recommend.fusion.Kin;
import dev.coterie.recommend.linear.Ease;
import dev.coterie.recommend.linear.WeightStore;
import dev.coterie.recommend.ranking.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Fits all recommenders that the data allow, and one ranking fused from them. Settings and fusion
 * are learned on an earlier state of the training data against what users did after it; then all
 * members are fitted to everything.
 */
public final class Lineup {
  private static final int[] NOTHING = {};
  private static final Set<Member> OF_GROUPS =
      EnumSet.of(Member.GROUP, Member.SUBGROUP, Member.GROUP_NEIGHBOURS);

  /** More tell settings hardly better, and take their time. */
  private static final int SETTING_FOLDS = 2;

  private Lineup() {}

  /**
   * What was learned on the earlier state.
   *
   * @param settings of all members
   * @param choices how they were chosen
   * @param members in the order of the fusion's weights
   * @param ungrouped the best fusion that gives no weight to what knows groups; none where what was
   *     learned was kept and read again
   */
  public record Learned(
      Settings settings,
      List<Choice> choices,
      List<Member> members,
      Fusion fusion,
      Optional<Fusion> ungrouped) {
    public Learned {
      choices = List.copyOf(choices);
      members = List.copyOf(members);
    }

    /** The training with strengths as models are fitted to them and asked with them. */
    public Training training(Training whole) {
      return whole.damped(settings.damping());
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
   * @param folds at least one; settings are chosen on the first two, weights on all
   * @param tuned members whose settings are chosen; the others keep the initial ones
   */
  public static Learned learn(
      List<Fold> folds, Collection<Member> tuned, Workers workers, long seed, Progress progress) {
    Judge judge = new Judge(folds.subList(0, Math.min(SETTING_FOLDS, folds.size())), workers);
    Map.Entry<Settings, List<Choice>> chosen =
        new SettingsSearch(judge, workers, seed).run(tuned, progress);
    Settings settings = chosen.getKey();
    List<Member> members = fused(folds.getFirst().earlier());
    AtomicInteger fitted = new AtomicInteger();
    List<FusionLearner.Fold> parts = new ArrayList<>();
    for (Fold fold : folds) {
      Training earlier = fold.earlier().damped(settings.damping());
      parts.add(
          new FusionLearner.Fold(
              () -> {
                List<Model> models = new ArrayList<>();
                for (Member member : members) {
                  progress.report(
                      "fitting recommenders to learn their weights",
                      fitted.getAndIncrement(),
                      (long) folds.size() * members.size());
                  models.add(fit(member, settings, earlier, workers, seed));
                }
                return models;
              },
              users(earlier, fold.heldOut()),
              new Rules(false, fold.heldOut().items())));
    }
    BitSet grouped = new BitSet();
    IntStream.range(0, members.size())
        .filter(m -> OF_GROUPS.contains(members.get(m)))
        .forEach(grouped::set);
    FusionLearner.Learnt learnt =
        new FusionLearner(FusionLearner.Options.DEFAULT).learn(parts, grouped, workers, seed);
    return new Learned(
        settings, chosen.getValue(), members, learnt.whole(), Optional.of(learnt.without()));
  }

  /**
   * Every member that the data allow, fitted to {@code training}, whose strengths are {@linkplain
   * Learned#training as the settings want them}.
   */
  public static Map<Member, Model> fitAll(
      Learned learned, Training training, Workers workers, long seed, Progress progress) {
    return fit(possible(training), learned, training, workers, seed, progress);
  }

  /** Fitted members with those that know groups fitted again, to a training with other groups. */
  public static Map<Member, Model> regroup(
      Learned learned, Map<Member, Model> models, Training training, Workers workers, long seed) {
    Map<Member, Model> regrouped = new EnumMap<>(models);
    regrouped.replaceAll(
        (member, model) ->
            OF_GROUPS.contains(member)
                ? fit(member, learned.settings(), training, workers, seed)
                : model);
    return regrouped;
  }

  /** Whether the fused ranking gives weight to what knows groups. */
  public static boolean leansOnGroups(Learned learned) {
    return IntStream.range(0, learned.members().size())
        .anyMatch(
            m -> OF_GROUPS.contains(learned.members().get(m)) && learned.fusion().weights()[m] > 0);
  }

  /** The members of the fused ranking only, fitted to {@code training}. */
  public static FusedModel fitFused(
      Learned learned, Training training, Workers workers, long seed, Progress progress) {
    return fuse(
        learned,
        fit(learned.members(), learned, training, workers, seed, progress),
        kin(training, workers));
  }

  /** The same with linear weights that may have been kept from an earlier time. */
  public static FusedModel fitFused(
      Learned learned,
      Training training,
      WeightStore store,
      Workers workers,
      long seed,
      Progress progress) {
    Map<Member, Model> models = new EnumMap<>(Member.class);
    for (Member member : learned.members()) {
      progress.report("fitting recommenders", models.size(), learned.members().size());
      models.put(
          member,
          learned.settings().recommender(member, training) instanceof Ease ease
              ? ease.fit(
                  training.interactions(), store, member.name(), workers, seed, Progress.NONE)
              : fit(member, learned.settings(), training, workers, seed));
    }
    return fuse(learned, models, kin(training, workers));
  }

  /** Where the items of a training stand that nobody touched. */
  public static Kin kin(Training training, Workers workers) {
    return Kin.of(training.items(), training.interactions().usersByItem(), workers);
  }

  /** The fused ranking from members that are fitted already. */
  public static FusedModel fuse(Learned learned, Map<Member, Model> members, Kin kin) {
    return learned.fusion().of(learned.members().stream().map(members::get).toList(), kin);
  }

  /** The same without what knows groups, for comparisons. */
  public static FusedModel fuseUngrouped(Learned learned, Map<Member, Model> members, Kin kin) {
    Fusion fusion = learned.ungrouped().orElseThrow();
    int[] kept =
        IntStream.range(0, learned.members().size())
            .filter(m -> !OF_GROUPS.contains(learned.members().get(m)))
            .toArray();
    return new Fusion(
            fusion.method(),
            Arrays.stream(kept).mapToDouble(m -> fusion.weights()[m]).toArray(),
            Arrays.stream(kept).mapToDouble(m -> fusion.memberNdcg()[m]).toArray(),
            fusion.ndcg(),
            fusion.users(),
            fusion.chance())
        .of(Arrays.stream(kept).mapToObj(m -> members.get(learned.members().get(m))).toList(), kin);
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
   * less overfitting than many (docs/decisions/fuse-few-without-times.md); beside them stands what
   * answers for users without a history.
   */
  public static List<Member> fused(Training training) {
    Set<Member> without =
        training.hasTimes()
            ? EnumSet.of(Member.POPULARITY, Member.EASE)
            : EnumSet.complementOf(
                EnumSet.of(
                    training.levels() > 0 ? Member.GROUP : Member.POPULARITY,
                    Member.EASE,
                    Member.SPARSE,
                    Member.FACTORS));
    return possible(training).stream().filter(member -> !without.contains(member)).toList();
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
