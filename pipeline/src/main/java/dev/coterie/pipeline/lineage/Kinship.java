package dev.coterie.pipeline.lineage;

import dev.coterie.clustering.matching.ClusterMatching;
import dev.coterie.domain.Lineage.Descent;
import dev.coterie.domain.Lineage.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How the segments of one level are related in two fits.
 *
 * @param shared users of each old and new segment
 * @param closeness cosine of their centres, NaN where unknown
 */
record Kinship(int[][] shared, double[][] closeness, ClusterMatching matching) {
  /** A segment comes from, or went to, another that has this share of it. */
  private static final double MOST = 0.5;

  /** A segment is split where a part of this share of it is another. */
  private static final double LARGE = 0.25;

  static Kinship of(int[][] shared, double[][] closeness) {
    double[][] known = new double[closeness.length][];
    for (int i = 0; i < known.length; i++) {
      known[i] = Arrays.stream(closeness[i]).map(c -> Double.isNaN(c) ? 0 : c).toArray();
    }
    return new Kinship(shared, closeness, ClusterMatching.of(shared, known));
  }

  /** Users in both fits. */
  int users() {
    return Arrays.stream(shared).flatMapToInt(Arrays::stream).sum();
  }

  /** Those of them who are where their old segment lives on. */
  int stayed() {
    return IntStream.range(0, shared.length)
        .map(i -> matching.after()[i] < 0 ? 0 : shared[i][matching.after()[i]])
        .sum();
  }

  /** Of the new ones in their order, then of those that died. */
  List<Descent> descents(List<String> before, List<String> after) {
    List<Descent> descents = new ArrayList<>();
    for (int j = 0; j < after.size(); j++) {
      descents.add(descentOf(j, before, after));
    }
    for (int i = 0; i < before.size(); i++) {
      if (matching.after()[i] < 0) {
        descents.add(ofDead(i, before, after));
      }
    }
    return descents;
  }

  private Descent descentOf(int j, List<String> before, List<String> after) {
    int i = matching.before()[j];
    if (i < 0) {
      return new Descent(
          Optional.empty(),
          Optional.of(after.get(j)),
          Fate.BORN,
          usersOfNew(j),
          0,
          OptionalDouble.empty(),
          named(before, old -> shared[old][j] > 0 && shared[old][j] >= MOST * usersOfNew(j)));
    }
    List<String> parts =
        named(
            after,
            part ->
                matching.before()[part] < 0
                    && shared[i][part] > 0
                    && shared[i][part] >= LARGE * usersOfOld(i)
                    && shared[i][part] >= MOST * usersOfNew(part));
    List<String> joined =
        named(
            before,
            old ->
                matching.after()[old] < 0
                    && shared[old][j] > 0
                    && shared[old][j] >= MOST * usersOfOld(old));
    Fate fate = parts.isEmpty() ? joined.isEmpty() ? Fate.KEPT : Fate.MERGED : Fate.SPLIT;
    return new Descent(
        Optional.of(before.get(i)),
        Optional.of(after.get(j)),
        fate,
        shared[i][j],
        matching.overlap()[i][j],
        Double.isNaN(closeness[i][j]) ? OptionalDouble.empty() : OptionalDouble.of(closeness[i][j]),
        parts.isEmpty() ? joined : parts);
  }

  private Descent ofDead(int i, List<String> before, List<String> after) {
    return new Descent(
        Optional.of(before.get(i)),
        Optional.empty(),
        Fate.DIED,
        usersOfOld(i),
        0,
        OptionalDouble.empty(),
        named(after, now -> shared[i][now] > 0 && shared[i][now] >= MOST * usersOfOld(i)));
  }

  private int usersOfOld(int i) {
    return Arrays.stream(shared[i]).sum();
  }

  private int usersOfNew(int j) {
    return Arrays.stream(shared).mapToInt(row -> row[j]).sum();
  }

  private static List<String> named(List<String> ids, IntPredicate which) {
    return IntStream.range(0, ids.size()).filter(which).mapToObj(ids::get).toList();
  }
}
