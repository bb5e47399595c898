package dev.coterie.pipeline.profile;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.evaluation.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entities held back from all maps, and users who touched them: how well a map places what is new.
 *
 * @param entities ascending
 * @param interest a unit row a judged user, of what else the user touched
 * @param touched positions in {@code entities} that each of them touched
 */
record Unseen(int[] entities, Matrix interest, int[][] touched) {
  private static final int LIST = 10;

  /** As many tell well enough, and cost little. */
  private static final int MOST_USERS = 2_000;

  private static final int USERS_A_BLOCK = 64;

  /**
   * Collects the users.
   *
   * @param known vectors of all entities, zeros for those that are held back
   */
  static Unseen of(Touches touches, int[] entities, Matrix known, float[] rarity, Workers workers) {
    SparseMatrix liked = touches.liked();
    int[] place = new int[liked.columns()];
    Arrays.fill(place, -1);
    for (int i = 0; i < entities.length; i++) {
      place[entities[i]] = i;
    }
    List<Integer> users = new ArrayList<>();
    List<int[]> touched = new ArrayList<>();
    for (int user = 0; user < liked.rows(); user++) {
      int[] own =
          Arrays.stream(liked.indices(), liked.start(user), liked.end(user))
              .map(entity -> place[entity])
              .filter(at -> at >= 0)
              .toArray();
      if (own.length > 0 && own.length < liked.end(user) - liked.start(user)) {
        users.add(user);
        touched.add(own);
      }
    }
    int every = Math.max(1, (users.size() + MOST_USERS - 1) / MOST_USERS);
    int judged = (users.size() + every - 1) / every;
    int[][] ofJudged = new int[judged][];
    Matrix interest = Matrix.zeros(judged, known.columns());
    workers.forBlocks(
        judged,
        USERS_A_BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            ofJudged[i] = touched.get(i * every);
            Pooling.into(touches, users.get(i * every), known, rarity, interest, i);
            VectorMath.normalise(interest, i);
          }
        });
    return new Unseen(entities, interest, ofJudged);
  }

  int users() {
    return touched.length;
  }

  /**
   * NDCG@10 of each user's list of these entities alone.
   *
   * @param places a row for each of {@code entities}, zeros where it has none
   */
  double[] ndcg(Matrix places, Workers workers) {
    Matrix unit = VectorMath.unitRows(places, workers);
    Matrix scores = MatrixProduct.timesTransposed(interest, unit, workers);
    double[] ndcg = new double[touched.length];
    workers.forBlocks(
        ndcg.length,
        USERS_A_BLOCK,
        (from, to) -> {
          for (int u = from; u < to; u++) {
            ndcg[u] = Metric.NDCG.of(TopK.of(scores.row(u), LIST).indices(), touched[u], LIST);
          }
        });
    return ndcg;
  }
}
