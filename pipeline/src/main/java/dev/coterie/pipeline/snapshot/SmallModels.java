package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.Fit;
import dev.coterie.domain.GivenRule;
import dev.coterie.domain.Profiles.Scaling;
import dev.coterie.domain.RankingSettings;
import dev.coterie.domain.Snapshot;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models that are a few numbers each.
 *
 * @param kinds of events, in the order in which {@code events.parquet} numbers them
 * @param spaceMethod how the item space was made
 * @param halfLifeDays of touches; 0 for no decay
 * @param temperature of the memberships
 * @param scaling of the behaviour features
 * @param parent segment of each subsegment
 * @param robots users left out of fitting, by row of users.parquet
 * @param given rules of the given segments, which are the last ones; null in snapshots of before
 * @param ranking what the ranking learned
 */
record SmallModels(
    List<EventKind> kinds,
    String spaceMethod,
    double halfLifeDays,
    double temperature,
    List<Scaling> scaling,
    List<Integer> parent,
    List<Integer> robots,
    @Nullable List<GivenRule> given,
    RankingSettings ranking) {

  static SmallModels read(Snapshot snapshot) {
    return Json.MAPPER.readValue(snapshot.models().resolve("models.json"), SmallModels.class);
  }

  static SmallModels of(Fit fit) {
    double halfLife = fit.space().decay().halfLifeDays();
    return new SmallModels(
        fit.data().events().kinds(),
        fit.space().method(),
        Double.isInfinite(halfLife) ? 0 : halfLife,
        fit.segmentation().temperature(),
        fit.profiles().scaling(),
        Arrays.stream(fit.segmentation().parent()).boxed().toList(),
        fit.data().robots().stream().boxed().toList(),
        fit.segmentation().given(),
        fit.ranking());
  }
}
