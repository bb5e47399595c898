package dev.coterie.pipeline.lineage;

import dev.coterie.domain.Chosen;
import dev.coterie.domain.Manifest;
import dev.coterie.pipeline.snapshot.Learned;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.nio.file.Path;

/**
 * The fit that another one follows.
 *
 * @param generation its segments, as they were fitted: edits are made again of the next fit
 * @param chosen what it chose
 */
public record Forerunner(Generation generation, Chosen chosen) {
  /**
   * That of the snapshot in a folder.
   *
   * @throws dev.coterie.domain.CoterieException.BadInput where there is none
   */
  public static Forerunner read(Path folder) {
    SnapshotReader snapshot = SnapshotReader.open(folder);
    Manifest manifest = snapshot.manifest();
    Learned learned = snapshot.learned();
    return new Forerunner(
        Generation.asFitted(snapshot),
        new Chosen(
            manifest.id(),
            manifest.itemSpace().method(),
            learned.decay(),
            learned.segmentIds().size() - learned.given().size(),
            manifest.choices().choices().stream()
                .noneMatch(choice -> choice.criterion().code().startsWith("default-")),
            snapshot.ranking(),
            manifest.fusion()));
  }
}
