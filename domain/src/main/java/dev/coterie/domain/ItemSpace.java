package dev.coterie.domain;

import dev.coterie.numeric.Matrix;
import java.util.List;

/**
 * The one space in which items, queries and users are compared.
 *
 * @param items one row an item of the catalogue, zeros where nothing is known about it
 * @param texts one row a query or review
 * @param textMaps how each embedder's vectors come into this space, empty where the text space is
 *     the item space
 * @param rotations how each language's profiles are turned onto the pivot language
 * @param method what made it, for people: {@code ppmi}, {@code tfidf-svd} or {@code text}
 */
public record ItemSpace(
    Matrix items, Matrix texts, List<TextMap> textMaps, List<Rotation> rotations, String method) {

  /**
   * A ridge regression from one embedder's vectors into the space: {@code (x - mean) · weights}.
   *
   * @param weights embedder dimension × space dimension
   * @param explained share of the variance of held-out items that it explains, at most 1
   */
  public record TextMap(String embedder, float[] mean, Matrix weights, double explained) {}

  /**
   * A centred orthogonal Procrustes rotation of one language (or market) onto the pivot: {@code (x
   * - from) · rotation + to}.
   *
   * @param language which items it turns
   * @param pivot onto which language
   * @param users how many users who touch both it was learned from
   * @param before mean cosine between the two halves of held-out users' profiles without it
   * @param after the same with it
   */
  public record Rotation(
      String language,
      String pivot,
      float[] from,
      Matrix rotation,
      float[] to,
      int users,
      double before,
      double after) {}

  public int dimension() {
    return items.columns();
  }
}
