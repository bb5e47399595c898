package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueRowsTest {
  @TempDir Path folder;

  @Test
  void everyRowHasItsPlaceEvenOneThatIsNoItem() {
    Desk desk = new Desk(folder);
    EventSource source =
        EventSource.of(desk.path("events.csv"))
            .withItems(
                desk.file("b.csv", "title,item_id", "Mug, 9.0 ", "Lamp,", "Mug again,9"),
                desk.file("a.jsonl", "{\"item_id\": \"x\"}"));
    Resources resources = new Resources(2, 256L << 20, folder);
    assertThat(CatalogueRows.ids(source, resources)).containsExactly("9", "", "9", "x");
    assertThat(CatalogueRows.ids(EventSource.of("events.csv"), resources)).isEmpty();
  }
}
