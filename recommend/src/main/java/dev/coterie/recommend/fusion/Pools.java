package dev.coterie.recommend.fusion;

import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.evaluation.Metric;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.util.Arrays;
import java.util.List;

/**
 * What each model adds to the first candidates of any model, for each user: enough to rank by any
 * weights without asking the models again.
 *
 * @param items of each user's pool, ascending
 * @param parts of each user: models × pool
 * @param relevant of each user, ascending
 */
record Pools(int[][] items, float[][][] parts, int[][] relevant) {
  static final int DEPTH = 100;
  private static final int PLACES = 10;
  private static final int BLOCK = 32;

  static Pools of(
      List<Model> members,
      List<HeldOutUser> users,
      Rules rules,
      Fusion.Method method,
      Workers workers) {
    int n = users.size();
    Pools pools = new Pools(new int[n][], new float[n][][], new int[n][]);
    workers.forBlocks(
        n,
        BLOCK,
        (from, to) -> {
          int size = members.getFirst().items();
          float[][] scores = new float[members.size()][size];
          for (int u = from; u < to; u++) {
            pools.fill(u, members, users.get(u), rules, method, scores);
          }
        });
    return pools;
  }

  /** The users of several pools together. */
  static Pools joined(List<Pools> all) {
    return new Pools(
        all.stream().flatMap(pools -> Arrays.stream(pools.items)).toArray(int[][]::new),
        all.stream().flatMap(pools -> Arrays.stream(pools.parts)).toArray(float[][][]::new),
        all.stream().flatMap(pools -> Arrays.stream(pools.relevant)).toArray(int[][]::new));
  }

  int users() {
    return items.length;
  }

  private void fill(
      int u,
      List<Model> members,
      HeldOutUser user,
      Rules rules,
      Fusion.Method method,
      float[][] scores) {
    boolean[] pooled = new boolean[scores[0].length];
    int size = 0;
    for (int m = 0; m < scores.length; m++) {
      members.get(m).score(user.state(), scores[m]);
      FusedModel.part(method, scores[m], user.state().history());
      float[] masked = scores[m].clone();
      Ranking.mask(masked, user.state().history(), rules);
      for (int item : TopK.of(masked, DEPTH).indices()) {
        size += pooled[item] ? 0 : 1;
        pooled[item] = true;
      }
    }
    items[u] = new int[size];
    parts[u] = new float[scores.length][size];
    int at = 0;
    for (int i = 0; i < pooled.length; i++) {
      if (pooled[i]) {
        items[u][at] = i;
        for (int m = 0; m < scores.length; m++) {
          parts[u][m][at] = scores[m][i];
        }
        at++;
      }
    }
    relevant[u] = user.relevant();
  }

  /** NDCG@10 of each user under the given weights. */
  double[] ndcg(double[] weights, Workers workers) {
    double[] figures = new double[items.length];
    workers.forBlocks(
        items.length,
        BLOCK,
        (from, to) -> {
          TopK top = new TopK(PLACES);
          for (int u = from; u < to; u++) {
            top.clear();
            for (int i = 0; i < items[u].length; i++) {
              float sum = 0;
              for (int m = 0; m < weights.length; m++) {
                if (weights[m] > 0) {
                  sum += (float) (weights[m] * parts[u][m][i]);
                }
              }
              top.offer(items[u][i], sum);
            }
            figures[u] = Metric.NDCG.of(top.indices(), relevant[u], PLACES);
          }
        });
    return figures;
  }
}
