package dev.coterie.domain;

import dev.coterie.numeric.Matrix;
import java.util.List;

/**
 * All that one fit learned, as it goes into a snapshot.
 *
 * @param map two columns: a picture of the users, only a picture
 * @param descriptions of the segments, then of the subsegments
 * @param lists one a user, best first
 */
public record Fit(
    CleanData data,
    List<TextBlock> texts,
    ItemSpace space,
    Profiles profiles,
    Segmentation segmentation,
    Matrix map,
    List<Description> descriptions,
    List<List<Recommendation>> lists,
    RankingSettings ranking,
    Manifest manifest) {
  public Fit {
    texts = List.copyOf(texts);
    descriptions = List.copyOf(descriptions);
    lists = List.copyOf(lists);
  }
}
