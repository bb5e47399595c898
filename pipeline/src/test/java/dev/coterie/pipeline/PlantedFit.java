package dev.coterie.pipeline;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.Segmentation;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.choice.SpaceChoice;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.profile.Factorisation;
import dev.coterie.pipeline.recommend.Audience;
import java.util.BitSet;
import java.util.List;

/** Planted events, understood without any choice by hold-out, for the stages that come after. */
public final class PlantedFit {
  private static final FitConfiguration DEFAULTS = FitConfiguration.defaults();

  private final EventLog events;
  private final List<TextBlock> texts;
  private final Understanding understanding;

  private PlantedFit(EventLog events, List<TextBlock> texts, Understanding understanding) {
    this.events = events;
    this.texts = texts;
    this.understanding = understanding;
  }

  public static PlantedFit of(EventLog events, Workers workers) {
    List<TextBlock> texts =
        new ItemEmbedding(EmbeddingOptions.all("tfidf"), VectorCache.none())
            .embed(events, DEFAULTS.seed(), workers, Progress.NONE)
            .blocks();
    return new PlantedFit(
        events,
        texts,
        Understanding.of(
            events, new BitSet(), texts, choice(events), DEFAULTS, workers, Progress.NONE));
  }

  private static SpaceChoice choice(EventLog events) {
    Decay decay = events.hasTimes() ? new Decay(45) : Decay.NONE;
    return new SpaceChoice(Factorisation.PPMI, decay, 10, List.of());
  }

  public EventLog events() {
    return events;
  }

  public List<TextBlock> texts() {
    return texts;
  }

  public ItemSpace space() {
    return understanding.space();
  }

  public Profiles profiles() {
    return understanding.profiles();
  }

  public Segmentation segmentation() {
    return understanding.segmentation();
  }

  public Audience audience() {
    return understanding.audience();
  }

  /** What is understood of an earlier part of the same log. */
  public Audience earlier(EventLog known, Workers workers) {
    return Understanding.audienceOf(
        known, new BitSet(), texts, choice(known), segmentation().segments(), DEFAULTS, workers);
  }
}
