package dev.coterie.domain;

import dev.coterie.domain.Choices.Choice;
import dev.coterie.numeric.Matrix;
import java.util.List;

/**
 * The one space in which items, queries and users are compared.
 *
 * @param vectors one row an entity: the items of the catalogue, then the search queries and
 *     reviews; zeros where nothing is known
 * @param items how many of the rows are items
 * @param rarity how much a touch of each entity tells
 * @param decay of touches when they are pooled into an interest vector
 * @param textMaps how each embedder's vectors come into this space, empty where the text space is
 *     the item space
 * @param rotations how each language is turned onto the pivot, or would be; empty where there is
 *     one
 * @param method what made it, for people: {@code ppmi}, {@code tfidf-svd} or {@code content}
 * @param trials what was tried to make it
 */
public record ItemSpace(
    Matrix vectors,
    int items,
    float[] rarity,
    Decay decay,
    List<TextMap> textMaps,
    List<Rotation> rotations,
    String method,
    Trials trials) {

  /** The method of a space that text alone made. */
  public static final String CONTENT = "content";

  /**
   * A linear map of one embedder's vectors into the space: {@code (x - mean) · weights}.
   *
   * @param weights embedder dimension × space dimension
   * @param explained share of the squared length of held-out vectors that it explains, at most 1
   */
  public record TextMap(String embedder, float[] mean, Matrix weights, double explained) {}

  /**
   * A centred orthogonal Procrustes rotation of one language onto the pivot: {@code (x - centre) ·
   * rotation}. The pivot itself is only centred.
   *
   * @param language which entities it turns
   * @param pivot onto which language
   * @param centre mean of that language's halves of the users' profiles
   * @param users how many users who touch both languages it was learned from
   * @param before mean cosine between the two halves of held-out users' profiles without it
   * @param after the same with it
   * @param applied false where the language stays as it is: the audiences overlap, so that it is at
   *     home there already, or too few users touch both
   */
  public record Rotation(
      String language,
      String pivot,
      float[] centre,
      Matrix rotation,
      int users,
      double before,
      double after,
      boolean applied) {}

  /**
   * What was tried, on items held out of what the maps were learned from.
   *
   * @param blocks one for each map; empty where too few users touched what was held out
   */
  public record Trials(List<Choice> choices, List<BlockFigures> blocks) {
    public static final Trials NONE = new Trials(List.of(), List.of());

    public Trials {
      choices = List.copyOf(choices);
      blocks = List.copyOf(blocks);
    }
  }

  /**
   * How well the vectors of one embedder place items that nobody has touched, by NDCG@10 of lists
   * of such items.
   *
   * @param block name of the embedder
   * @param dimension of its vectors
   * @param items how many have one
   * @param alone with its vectors only
   * @param added by how much all embedders together are better than all but this one
   * @param low of the 95 % interval of {@code added}
   * @param high of the same
   */
  public record BlockFigures(
      String block,
      int dimension,
      int items,
      double alone,
      double added,
      double low,
      double high) {}

  public int dimension() {
    return vectors.columns();
  }
}
