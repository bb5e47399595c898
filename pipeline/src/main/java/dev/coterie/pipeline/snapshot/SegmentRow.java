package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.Description;
import dev.coterie.domain.Lineage;
import dev.coterie.domain.Segmentation;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A segment or subsegment as a snapshot tells it.
 *
 * @param level 1 or 2
 * @param parent id of the segment that holds a subsegment
 * @param share of all users, 0 to 1
 * @param stability mean Jaccard under resampling, empty for subsegments and for a single segment
 * @param lineage where it comes from, empty where no earlier fit was followed
 * @param hidden whether a person hid it
 * @param locked whether a person locked its name and description
 */
public record SegmentRow(
    String id,
    int level,
    Optional<String> parent,
    Description description,
    int size,
    double share,
    Segmentation.Quality quality,
    OptionalDouble stability,
    Optional<Lineage.Descent> lineage,
    float[] centroid,
    boolean hidden,
    boolean locked) {}
