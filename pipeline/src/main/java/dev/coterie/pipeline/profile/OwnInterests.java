package dev.coterie.pipeline.profile;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.hierarchy.Agglomerative;
import dev.coterie.clustering.hierarchy.Linkage;
import dev.coterie.clustering.hierarchy.Method;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The few interests of each user: Ward over the vectors of the user's own items, cut where merging
 * would join what differs, each interest told by its medoid item (Pal and others, PinnerSage,
 * 2020).
 */
final class OwnInterests {
  /** A user's heaviest items; more do not change what the user is about. */
  private static final int MOST_ITEMS = 50;

  /** Ward height of unit vectors above which two groups are different interests. */
  private static final double HEIGHT = 1.6;

  private static final int USERS_A_BLOCK = 32;

  private final ItemSpace space;
  private final SparseMatrix liked;
  private final int most;

  private OwnInterests(ItemSpace space, SparseMatrix liked, int most) {
    this.space = space;
    this.liked = liked;
    this.most = most;
  }

  /** For each user at most {@code most} interests, heaviest first. */
  static List<List<Interest>> of(ItemSpace space, Touches touches, int most, Workers workers) {
    OwnInterests own = new OwnInterests(space, touches.liked(), most);
    List<List<Interest>> interests = new ArrayList<>(Arrays.asList(newRows(touches)));
    workers.forBlocks(
        interests.size(),
        USERS_A_BLOCK,
        (from, to) -> {
          try (Workers alone = Workers.of(1)) {
            for (int user = from; user < to; user++) {
              interests.set(user, own.of(user, alone));
            }
          }
        });
    return List.copyOf(interests);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Interest>[] newRows(Touches touches) {
    List<Interest>[] rows = new List[touches.liked().rows()];
    Arrays.fill(rows, List.of());
    return rows;
  }

  private List<Interest> of(int user, Workers alone) {
    TopK heaviest = new TopK(MOST_ITEMS);
    for (int p = liked.start(user); p < liked.end(user); p++) {
      int entity = liked.column(p);
      if (entity < space.items()
          && VectorMath.norm(
                  space.vectors().data(), space.vectors().offset(entity), space.dimension())
              > 0) {
        heaviest.offer(entity, Pooling.weight(liked.value(p), space.rarity()[entity]));
      }
    }
    int[] items = heaviest.indices();
    float[] weights = heaviest.scores();
    if (items.length == 0) {
      return List.of();
    }
    if (items.length == 1) {
      return List.of(new Interest(items[0], 1));
    }
    Matrix vectors = space.vectors().select(items);
    for (int i = 0; i < items.length; i++) {
      VectorMath.normalise(vectors, i);
    }
    return medoids(items, weights, vectors, cut(vectors, alone));
  }

  private int[] cut(Matrix vectors, Workers alone) {
    Linkage tree =
        Agglomerative.link(
            Points.of(vectors), Method.WARD, Distance.EUCLIDEAN, alone, Progress.NONE);
    int[] byHeight = tree.cutAt(HEIGHT);
    int clusters = Arrays.stream(byHeight).max().orElse(0) + 1;
    return clusters <= most ? byHeight : tree.cut(most);
  }

  private static List<Interest> medoids(
      int[] items, float[] weights, Matrix vectors, int[] cluster) {
    int clusters = Arrays.stream(cluster).max().orElse(0) + 1;
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    List<Interest> interests = new ArrayList<>();
    for (int c = 0; c < clusters; c++) {
      float[] sum = new float[vectors.columns()];
      double weight = 0;
      for (int i = 0; i < items.length; i++) {
        if (cluster[i] == c) {
          VectorMath.axpy(weights[i], vectors.data(), vectors.offset(i), sum, 0, sum.length);
          weight += weights[i];
        }
      }
      int chosen = c;
      int medoid =
          IntStream.range(0, items.length)
              .filter(i -> cluster[i] == chosen)
              .boxed()
              .max(
                  Comparator.comparingDouble(
                          (Integer i) ->
                              VectorMath.dot(vectors.data(), vectors.offset(i), sum, 0, sum.length))
                      .thenComparing(Comparator.reverseOrder()))
              .orElseThrow();
      interests.add(new Interest(items[medoid], total == 0 ? 1.0 / clusters : weight / total));
    }
    interests.sort(
        Comparator.comparingDouble(Interest::weight).reversed().thenComparingInt(Interest::item));
    return List.copyOf(interests);
  }
}
