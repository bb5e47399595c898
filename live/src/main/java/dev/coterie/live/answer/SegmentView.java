package dev.coterie.live.answer;

import dev.coterie.domain.Lineage;
import dev.coterie.domain.Segmentation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A segment or subsegment.
 *
 * @param level 1 for segments, 2 for subsegments
 * @param fitted users at the fit
 * @param users now, where the level is 1; as at the fit elsewhere
 * @param share of the users at the fit, 0 to 1
 * @param stability how much of it comes back among half of the users, 0 to 1
 * @param lineage where it comes from, empty where no earlier fit was followed
 * @param hidden whether a person hid it; its users stay in it
 * @param locked whether its name and description stay through every fit
 */
public record SegmentView(
    String segmentId,
    int level,
    Optional<String> parentId,
    String name,
    String description,
    List<String> phrases,
    int fitted,
    int users,
    double share,
    Segmentation.Quality quality,
    OptionalDouble stability,
    Optional<Lineage.Descent> lineage,
    boolean hidden,
    boolean locked) {}
