package dev.coterie.pipeline.embed;

import dev.coterie.domain.TextBlock;
import dev.coterie.language.remote.Traffic;
import java.util.LinkedHashMap;
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
 * @param unreadable images that could not be read
 */
public record EmbeddedTexts(
    List<TextBlock> blocks,
    SequencedMap<String, String> models,
    int embedded,
    int cached,
    Traffic traffic,
    int unreadable) {
  public EmbeddedTexts {
    blocks = List.copyOf(blocks);
  }

  /** Together with what items bring beside their text. */
  public EmbeddedTexts with(ItemVectors.Brought brought) {
    SequencedMap<String, String> all = new LinkedHashMap<>(models);
    all.putAll(brought.sources());
    return new EmbeddedTexts(
        brought.with(blocks), all, embedded, cached, traffic, brought.unreadable());
  }
}
