package dev.coterie.language;

class FakeEmbedderTest extends EmbedderContract {
  private final FakeEmbedder embedder = new FakeEmbedder("fake");

  @Override
  protected Embedder embedder() {
    return embedder;
  }
}
