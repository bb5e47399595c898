package dev.coterie.pipeline.describe;

import dev.coterie.domain.Description.Lift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a group's users touch more often than everyone.
 *
 * <p>With n of N users in the group and a share p of all users, the group's share is shrunk to
 * {@code (n + a·p) / (N + a)} by a = {@value #PSEUDO_USERS} users who are like everyone; lift is
 * that over p. Things are ordered by the shrunk share times the logarithm of the lift, the part of
 * the Kullback-Leibler divergence that each brings, so that neither the rare nor the merely popular
 * win.
 */
final class Lifts {
  static final double PSEUDO_USERS = 10;

  private final Touched touched;
  private final int[][] counts;
  private final int[] everywhere;
  private final int[] sizes;
  private final int users;

  private Lifts(Touched touched, int[][] counts, int[] everywhere, int[] sizes) {
    this.touched = touched;
    this.counts = counts;
    this.everywhere = everywhere;
    this.sizes = sizes;
    this.users = Arrays.stream(sizes).sum();
  }

  static Lifts of(Touched touched, Groups groups) {
    int[][] counts = new int[groups.count()][touched.ids().size()];
    int[] everywhere = new int[touched.ids().size()];
    for (int thing = 0; thing < touched.users().length; thing++) {
      for (int user : touched.users()[thing]) {
        int group = groups.of()[user];
        if (group >= 0) {
          counts[group][thing]++;
          everywhere[thing]++;
        }
      }
    }
    return new Lifts(touched, counts, everywhere, groups.sizes());
  }

  int groups() {
    return counts.length;
  }

  /** The lift of one thing in one group; 1 for a thing that nobody touched. */
  double lift(int group, int thing) {
    double everyone = (double) everywhere[thing] / users;
    if (everyone == 0) {
      return 1;
    }
    return shrunkShare(group, thing, everyone) / everyone;
  }

  private double shrunkShare(int group, int thing, double everyone) {
    return (counts[group][thing] + PSEUDO_USERS * everyone) / (sizes[group] + PSEUDO_USERS);
  }

  /** Indices of the things that tell most about a group, best first; each touched there. */
  List<Integer> ranked(int group, int atLeastUsers, int most) {
    record Scored(int thing, double score) {}
    List<Scored> scored = new ArrayList<>();
    for (int thing = 0; thing < touched.ids().size(); thing++) {
      if (counts[group][thing] >= Math.max(1, atLeastUsers)) {
        double everyone = (double) everywhere[thing] / users;
        double share = shrunkShare(group, thing, everyone);
        if (share > everyone) {
          scored.add(new Scored(thing, share * Math.log(share / everyone)));
        }
      }
    }
    scored.sort(
        Comparator.comparingDouble(Scored::score).reversed().thenComparingInt(Scored::thing));
    return scored.stream().limit(most).map(Scored::thing).toList();
  }

  /** The same, as evidence. */
  List<Lift> top(int group, int atLeastUsers, int most) {
    return ranked(group, atLeastUsers, most).stream()
        .map(
            thing ->
                new Lift(
                    touched.ids().get(thing),
                    touched.labels().get(thing),
                    counts[group][thing],
                    (double) counts[group][thing] / sizes[group],
                    lift(group, thing)))
        .toList();
  }
}
