package dev.coterie.pipeline.profile;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;

/** How behaviour makes the item space. No one way is best on all data, so a fit may try both. */
public enum Factorisation {
  /** Positive pointwise mutual information of what the same users touch, factorised. */
  PPMI("ppmi") {
    @Override
    Matrix entities(Touches touches, CoreEntities core, int dimension, long seed, Workers workers) {
      return Ppmi.entities(touches, core, dimension, seed, workers);
    }
  },
  /** Truncated singular vectors of the users' TF-IDF-weighted touches. */
  TFIDF_SVD("tfidf-svd") {
    @Override
    Matrix entities(Touches touches, CoreEntities core, int dimension, long seed, Workers workers) {
      return TfIdfSvd.entities(touches, core, dimension, seed, workers);
    }
  };

  private final String key;

  Factorisation(String key) {
    this.key = key;
  }

  /** Its name in configurations and reports. */
  public String key() {
    return key;
  }

  /** One row an entity; zeros where fewer users touched it than the core asks for. */
  abstract Matrix entities(
      Touches touches, CoreEntities core, int dimension, long seed, Workers workers);
}
