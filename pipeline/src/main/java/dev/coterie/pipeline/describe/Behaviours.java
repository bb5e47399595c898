package dev.coterie.pipeline.describe;

import dev.coterie.domain.Description.Behaviour;
import dev.coterie.domain.Profiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How the users of a group act beside everyone. */
final class Behaviours {
  private Behaviours() {}

  /** Every feature, the most different first; users without a value are left out of its means. */
  static List<Behaviour> of(Profiles profiles, Groups groups, int group) {
    List<Behaviour> behaviours = new ArrayList<>();
    for (int j = 0; j < profiles.scaling().size(); j++) {
      double sum = 0;
      double squares = 0;
      int n = 0;
      double here = 0;
      int nHere = 0;
      for (int u = 0; u < groups.of().length; u++) {
        float value = profiles.behaviour().get(u, j);
        if (Float.isNaN(value) || groups.of()[u] < 0) {
          continue;
        }
        sum += value;
        squares += (double) value * value;
        n++;
        if (groups.of()[u] == group) {
          here += value;
          nHere++;
        }
      }
      if (n > 0 && nHere > 0) {
        double everyone = sum / n;
        double deviation = Math.sqrt(Math.max(0, squares / n - everyone * everyone));
        double mean = here / nHere;
        behaviours.add(
            new Behaviour(
                profiles.scaling().get(j).feature(),
                mean,
                everyone,
                deviation == 0 ? 0 : (mean - everyone) / deviation));
      }
    }
    behaviours.sort(
        Comparator.comparingDouble((Behaviour b) -> -Math.abs(b.deviations()))
            .thenComparing(Behaviour::feature));
    return List.copyOf(behaviours);
  }
}
