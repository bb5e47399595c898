package dev.coterie.pipeline.embed;

import dev.coterie.domain.TextBlock;
import dev.coterie.language.remote.Traffic;
import java.util.List;
import java.util.SequencedMap;

/**
 * What embedding gives.
 *
 * @param blocks one for each model that read any text, by name of the model
 * @param models id of each of these models, by name: files, runtime and limits
 * @param embedded distinct texts that a model read now
 * @param cached distinct texts whose vectors were known
 * @param traffic what servers were asked for it
 */
public record EmbeddedTexts(
    List<TextBlock> blocks,
    SequencedMap<String, String> models,
    int embedded,
    int cached,
    Traffic traffic) {
  public EmbeddedTexts {
    blocks = List.copyOf(blocks);
  }
}
