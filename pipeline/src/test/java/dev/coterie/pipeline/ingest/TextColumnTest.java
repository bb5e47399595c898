package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextColumnTest {
  @TempDir Path folder;

  private List<String> read(String column, String... files) {
    List<String> texts = new ArrayList<>();
    TextColumn.read(List.of(files), column, new Resources(2, 256L << 20, folder), texts::add);
    return texts;
  }

  @Test
  void rowsComeInTheOrderOfFilesAndLines() {
    Desk desk = new Desk(folder);
    String csv = desk.gzip("a.csv.gz", "id,title", "1, red lamp ", "2,", "3,\"mug, blue\"");
    String json = desk.file("b.jsonl", "{\"TITLE\": \"tin\"}", "{\"id\": 5}");
    assertThat(read("title", csv, json)).containsExactly("red lamp", "", "mug, blue", "tin", "");
    assertThat(read("#2", csv)).containsExactly("red lamp", "", "mug, blue");
    String tsv = desk.file("c.tsv", "id\ttitle", "1\tN/A", "2\t中文 标题");
    assertThat(read("Title", tsv)).containsExactly("", "中文 标题");
  }

  @Test
  void rowsThatAreNoneAreCounted() {
    String json =
        new Desk(folder).file("b.jsonl", "{\"title\": \"tin\"}", "oops", "{\"title\": 7}");
    List<String> texts = new ArrayList<>();
    long broken =
        TextColumn.read(List.of(json), "title", new Resources(2, 256L << 20, folder), texts::add);
    assertThat(texts).containsExactly("tin", "7");
    assertThat(broken).isEqualTo(1);
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithTheNearest() {
    String csv = new Desk(folder).file("a.csv", "id,title", "1,lamp");
    assertThatThrownBy(() -> read("titel", csv))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("did you mean 'title'?")
        .hasMessageContaining("id, title");
  }
}
