package dev.coterie.pipeline.embed;

import dev.coterie.language.Embedder;

/** Opens the model of a name. */
@FunctionalInterface
public interface EmbedderSource {
  /**
   * The embedder of a name or folder; the caller closes it.
   *
   * @throws dev.coterie.domain.CoterieException.BadUsage where there is no such model
   */
  Embedder open(String model);

  /** The bundled models by name, others by their folder or the address of a server. */
  static EmbedderSource of(RemoteOptions remote) {
    return model -> Models.open(model, remote);
  }
}
