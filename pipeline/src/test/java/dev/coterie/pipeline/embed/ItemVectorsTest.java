package dev.coterie.pipeline.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.TextBlock;
import dev.coterie.language.transformer.TinyImageModel;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.matrix.MatrixFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemVectorsTest {
  @TempDir Path folder;

  private static Item item(String id, Map<String, String> attributes) {
    return new Item(id, "title " + id, "", List.of(), List.of(), "en", attributes, true);
  }

  private static Item item(String id, String vector) {
    return item(id, Map.of("photo_vector", vector, "colour", "red"));
  }

  private static ItemVectors.Brought read(
      List<Item> items, String where, Optional<Path> model, String... catalogue) {
    EmbeddingOptions options =
        new EmbeddingOptions(
            Map.of(),
            "tfidf",
            RemoteOptions.defaults(),
            Map.of("photo", where),
            model.map(Path::toString));
    try (Workers workers = Workers.of(2)) {
      return ItemVectors.read(
          EventLog.ofTexts(items, List.of("a search")),
          options,
          () -> List.of(catalogue),
          VectorCache.none(),
          workers,
          Progress.NONE);
    }
  }

  private static ItemVectors.Brought ofColumn(String... cells) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      items.add(item("i" + i, cells[i]));
    }
    return read(items, "photo_vector", Optional.empty());
  }

  @Test
  void aColumnOfListsIsABlockAndNoLongerAnAttribute() {
    ItemVectors.Brought brought = ofColumn("[3, 4.0]", "0 0", "(0;-2e0)");
    TextBlock block = brought.blocks().getFirst();
    assertThat(block.embedder()).isEqualTo("photo");
    assertThat(block.vectors()).isEqualTo(Matrix.of(2, 2, new float[] {0.6f, 0.8f, 0, -1}));
    assertThat(block.itemRow()).containsExactly(0, EventLog.NONE, 1);
    assertThat(block.textRow()).containsExactly(EventLog.NONE);
    assertThat(brought.events().items().getFirst().attributes()).isEqualTo(Map.of("colour", "red"));
    assertThat(brought.sources().get("photo")).startsWith("photo_vector/");
  }

  @Test
  void badCellsAreToldByItem() {
    assertThatThrownBy(() -> ofColumn("[1, 2]", "[1, two]"))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "Item i1: column 'photo_vector' holds 'two' where a number is wanted, as in [0.1, -2].");
    assertThatThrownBy(() -> ofColumn("[1, NaN]"))
        .hasMessage(
            "Item i0: number 2 of column 'photo_vector' is NaN; every number must be finite.");
    assertThatThrownBy(() -> ofColumn("[1, 2]", "[1, 2, 3]"))
        .hasMessage("Item i1: its vector in photo_vector has 3 numbers, those before it 2.");
    assertThatThrownBy(() -> ofColumn("[0, 0]")).hasMessageContaining("No item has a vector");
    assertThatThrownBy(() -> read(List.of(item("i0", "[1]")), "photo_vectors", Optional.empty()))
        .isInstanceOf(BadUsage.class)
        .hasMessageEndingWith("did you mean 'photo_vector'?");
  }

  @Test
  void aFileGivesEachRowOfTheCatalogueItsVector() {
    Path file = folder.resolve("photos.npy");
    MatrixFile.write(file, Matrix.of(3, 1, new float[] {-1, 5, 7}));
    List<Item> items = List.of(item("a", Map.of()), item("b", Map.of()), item("c", Map.of()));
    TextBlock block =
        read(items, file.toString(), Optional.empty(), "b", "", "a").blocks().getFirst();
    assertThat(block.itemRow()).containsExactly(0, 1, EventLog.NONE);
    assertThat(block.vectors()).isEqualTo(Matrix.of(2, 1, new float[] {1, -1}));
    assertThatThrownBy(() -> read(items, file.toString(), Optional.empty(), "a", "b"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("has 3 rows, the catalogue 2");
  }

  @Test
  void imagesAreReadByTheirModelAndThoseThatAreNoneAreCounted() throws IOException {
    Path model = TinyImageModel.write(folder.resolve("model"));
    Path photos = Files.createDirectories(folder.resolve("photos"));
    TinyImageModel.image(photos.resolve("a.png"), Color.WHITE, 9, 9);
    Files.writeString(photos.resolve("b.jpg"), "no image");
    TinyImageModel.image(photos.resolve("elsewhere.png"), Color.RED, 9, 9);
    List<Item> items = List.of(item("a", Map.of()), item("b", Map.of()), item("c", Map.of()));
    ItemVectors.Brought brought = read(items, photos.toString(), Optional.of(model));
    assertThat(brought.blocks().getFirst().itemRow())
        .containsExactly(0, EventLog.NONE, EventLog.NONE);
    assertThat(brought.unreadable()).isEqualTo(1);
    assertThatThrownBy(() -> read(items, photos.toString(), Optional.empty()))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("--image-model");
    assertThatThrownBy(
            () -> read(List.of(item("z", Map.of())), photos.toString(), Optional.of(model)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("as in z.jpg");
  }
}
