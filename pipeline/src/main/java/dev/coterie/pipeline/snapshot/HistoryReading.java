package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.Decay;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.Profiles.Scaling;
import dev.coterie.domain.Snapshot;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a fit knew of its users, beside what {@link FittedReading} reads. */
final class HistoryReading {
  private final Snapshot snapshot;
  private final Erased erased;
  private final SmallModels small;

  HistoryReading(Snapshot snapshot, Erased erased) {
    this.snapshot = snapshot;
    this.erased = erased;
    this.small = SmallModels.read(snapshot);
  }

  History read() {
    Fitted fitted = new FittedReading(snapshot, erased).read();
    return new History(
        fitted.events(),
        space(fitted),
        profiles(fitted.interest()),
        fitted.membership(),
        fitted.subMembership(),
        fitted.robots());
  }

  private ItemSpace space(Fitted fitted) {
    List<float[]> vectors = new ArrayList<>();
    List<Float> rarity = new ArrayList<>();
    for (int i = 0; i < fitted.itemVectors().rows(); i++) {
      vectors.add(fitted.itemVectors().row(i));
    }
    Tables.each(
        "SELECT rarity FROM " + Tables.parquet(snapshot.items()),
        row -> rarity.add(number(row.getFirst())));
    Tables.each(
        "SELECT rarity, vector FROM " + Tables.parquet(snapshot.models().resolve("texts.parquet")),
        row -> {
          rarity.add(number(row.get(0)));
          vectors.add(LearnedReading.floats(row.get(1)));
        });
    float[] rare = new float[rarity.size()];
    for (int i = 0; i < rare.length; i++) {
      rare[i] = rarity.get(i);
    }
    return new ItemSpace(
        Matrix.ofRows(vectors.toArray(float[][]::new)),
        fitted.itemVectors().rows(),
        rare,
        small.halfLifeDays() == 0 ? Decay.NONE : new Decay(small.halfLifeDays()),
        List.of(),
        List.of(),
        small.spaceMethod(),
        ItemSpace.Trials.NONE);
  }

  private Profiles profiles(Matrix interest) {
    int features = small.scaling().size();
    Matrix counted = Matrix.zeros(interest.rows(), features);
    Matrix scaled = Matrix.zeros(interest.rows(), features);
    if (features > 0) {
      int[] user = {0};
      Tables.each(
          "SELECT "
              + small.scaling().stream()
                  .map(scaling -> Tables.quoted(scaling.feature()))
                  .collect(Collectors.joining(", "))
              + " FROM "
              + erased.table(snapshot.users()),
          row -> {
            for (int f = 0; f < features; f++) {
              Scaling scaling = small.scaling().get(f);
              counted.set(user[0], f, number(row.get(f)));
              scaled.set(user[0], f, scaling.apply(counted.get(user[0], f)));
            }
            user[0]++;
          });
    }
    List<List<Profiles.Interest>> none = new ArrayList<>();
    for (int u = 0; u < interest.rows(); u++) {
      none.add(List.of());
    }
    return new Profiles(interest, counted, scaled, small.scaling(), none);
  }

  /** Not a number where there is none. */
  private static float number(@Nullable Object cell) {
    return cell instanceof Number number ? number.floatValue() : Float.NaN;
  }
}
