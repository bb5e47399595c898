package dev.coterie.domain;

import java.util.List;

/**
 * All that one fit learned, as it goes into a snapshot.
 *
 * @param descriptions of the segments, then of the subsegments
 * @param lists one a user, best first
 */
public record Fit(
    CleanData data,
    List<TextBlock> texts,
    ItemSpace space,
    Profiles profiles,
    Segmentation segmentation,
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
