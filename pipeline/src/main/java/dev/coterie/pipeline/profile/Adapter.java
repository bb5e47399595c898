package dev.coterie.pipeline.profile;

/** How the vectors of a frozen encoder come into the item space. */
public enum Adapter {
  /** By least squares: near the vectors that behaviour gave. */
  REGRESSION("regression"),
  /** From there on by contrast: nearer to those who touched an item than to others. */
  CONTRASTIVE("contrastive");

  private final String key;

  Adapter(String key) {
    this.key = key;
  }

  /** Its name in configurations and reports. */
  public String key() {
    return key;
  }
}
