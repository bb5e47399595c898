package dev.coterie.pipeline.recommend;

import dev.coterie.domain.Choices.Choice;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.RankingSettings;
import dev.coterie.domain.Recommendation;
import java.util.List;

/**
 * What the recommend stage gives.
 *
 * @param lists one a user, best first
 * @param settings what the ranking learned
 * @param fusion the same for people
 * @param choices what was tried
 */
public record Recommenders(
    List<List<Recommendation>> lists,
    RankingSettings settings,
    Manifest.Fusion fusion,
    List<Choice> choices) {}
