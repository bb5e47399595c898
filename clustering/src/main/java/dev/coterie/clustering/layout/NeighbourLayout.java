package dev.coterie.clustering.layout;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.TruncatedSvd;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A picture of points in which neighbours stand together: a neighbour graph drawn by attraction
 * along its edges and repulsion between random pairs, from the first two principal axes (McInnes,
 * Healy and Melville, UMAP, 2018, with the curve 1 / (1 + d²)). Distances in it mean little; it is
 * only a picture.
 *
 * <p>Of many points a sample is drawn, and every other point is put among its nearest of the
 * sample. The drawing itself runs on one thread, so that it is the same for any number.
 */
public final class NeighbourLayout {
  private static final int NEIGHBOURS = 12;
  private static final int MOST_DRAWN = 8_000;
  private static final int EPOCHS = 120;
  private static final int REPULSIONS = 4;
  private static final float LARGEST_STEP = 4;
  private static final int ROWS_A_BLOCK = 64;
  private static final int ANCHORS = 3;

  private final Matrix points;
  private final Workers workers;
  private final SplittableRandom random;

  private NeighbourLayout(Matrix points, long seed, Workers workers) {
    this.points = points;
    this.workers = workers;
    this.random = Seeds.stream(seed, "neighbour layout");
  }

  /**
   * Draws points.
   *
   * @param unitRows compared by cosine
   * @return two columns, centred
   */
  public static Matrix of(Matrix unitRows, long seed, Workers workers) {
    return new NeighbourLayout(unitRows, seed, workers).draw();
  }

  private Matrix draw() {
    int n = points.rows();
    if (n <= NEIGHBOURS + 1) {
      return circle(n);
    }
    if (n <= MOST_DRAWN) {
      return drawn(points);
    }
    int[] sample = sample(n);
    Matrix anchors = points.select(sample);
    return among(anchors, drawn(anchors));
  }

  /** Too few points for a graph: round a circle. */
  private static Matrix circle(int n) {
    Matrix layout = Matrix.zeros(n, 2);
    for (int i = 0; i < n; i++) {
      layout.set(i, 0, (float) Math.cos(2 * Math.PI * i / n));
      layout.set(i, 1, (float) Math.sin(2 * Math.PI * i / n));
    }
    return layout;
  }

  private int[] sample(int n) {
    int[] shuffled = IntStream.range(0, n).toArray();
    for (int i = 0; i < MOST_DRAWN; i++) {
      int other = i + random.nextInt(n - i);
      int swapped = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = swapped;
    }
    return IntStream.of(shuffled).limit(MOST_DRAWN).sorted().toArray();
  }

  private Matrix drawn(Matrix rows) {
    NeighbourGraph graph = NeighbourGraph.of(rows, NEIGHBOURS, workers);
    Matrix layout = principalAxes(rows);
    float[] due = new float[graph.weight().length];
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      float rate = 1 - (float) epoch / EPOCHS;
      for (int edge = 0; edge < due.length; edge++) {
        due[edge] += graph.weight()[edge];
        if (due[edge] >= 1) {
          due[edge]--;
          int i = edge / NEIGHBOURS;
          attract(layout.data(), 2 * i, 2 * graph.neighbour()[edge], rate);
          for (int r = 0; r < REPULSIONS; r++) {
            repel(layout.data(), 2 * i, 2 * random.nextInt(rows.rows()), rate);
          }
        }
      }
    }
    return centred(layout);
  }

  private Matrix principalAxes(Matrix rows) {
    Matrix centred = rows.copy();
    float[] mean = new float[rows.columns()];
    for (int i = 0; i < rows.rows(); i++) {
      VectorMath.axpy(1f / rows.rows(), rows.data(), rows.offset(i), mean, 0, mean.length);
    }
    for (int i = 0; i < rows.rows(); i++) {
      VectorMath.axpy(-1, mean, 0, centred.data(), centred.offset(i), mean.length);
    }
    int rank = Math.min(2, rows.columns());
    TruncatedSvd svd = TruncatedSvd.of(centred, rank, random.nextLong(), workers);
    Matrix axes = Matrix.zeros(rows.rows(), 2);
    for (int j = 0; j < svd.values().length; j++) {
      for (int i = 0; i < rows.rows(); i++) {
        float place = svd.left().get(i, j) * (float) Math.sqrt(rows.rows()) * 3;
        axes.set(i, j, place + (float) random.nextGaussian() * 0.01f);
      }
    }
    return axes;
  }

  private static void attract(float[] layout, int i, int j, float rate) {
    float dx = layout[i] - layout[j];
    float dy = layout[i + 1] - layout[j + 1];
    float pull = -2 / (1 + dx * dx + dy * dy);
    float stepX = rate * clip(pull * dx);
    float stepY = rate * clip(pull * dy);
    layout[i] += stepX;
    layout[i + 1] += stepY;
    layout[j] -= stepX;
    layout[j + 1] -= stepY;
  }

  private static void repel(float[] layout, int i, int j, float rate) {
    if (i == j) {
      return;
    }
    float dx = layout[i] - layout[j];
    float dy = layout[i + 1] - layout[j + 1];
    float squared = dx * dx + dy * dy;
    float push = 2 / ((0.001f + squared) * (1 + squared));
    layout[i] += rate * clip(push * dx);
    layout[i + 1] += rate * clip(push * dy);
  }

  private static float clip(float step) {
    return Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step));
  }

  private static Matrix centred(Matrix layout) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < layout.rows(); i++) {
      x += layout.get(i, 0);
      y += layout.get(i, 1);
    }
    for (int i = 0; i < layout.rows(); i++) {
      layout.set(i, 0, (float) (layout.get(i, 0) - x / layout.rows()));
      layout.set(i, 1, (float) (layout.get(i, 1) - y / layout.rows()));
    }
    return layout;
  }

  /** Every point at the mean of its nearest anchors. */
  private Matrix among(Matrix anchors, Matrix anchorLayout) {
    Matrix layout = Matrix.zeros(points.rows(), 2);
    workers.forBlocks(
        points.rows(),
        ROWS_A_BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            TopK nearest = new TopK(ANCHORS);
            for (int a = 0; a < anchors.rows(); a++) {
              nearest.offer(a, NeighbourGraph.cosine(points, i, anchors, a));
            }
            for (int a : nearest.indices()) {
              VectorMath.axpy(
                  1f / nearest.size(),
                  anchorLayout.data(),
                  anchorLayout.offset(a),
                  layout.data(),
                  layout.offset(i),
                  2);
            }
          }
        });
    return layout;
  }
}
