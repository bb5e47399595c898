package dev.coterie.pipeline.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.TextBlock;
import dev.coterie.language.FakeEmbedder;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemEmbeddingTest {
  @TempDir Path folder;

  private final Map<String, FakeEmbedder> opened = new HashMap<>();

  private static Item item(String id, String title, String language) {
    return new Item(id, title, "", List.of(), List.of(), language, Map.of(), true);
  }

  private static EventLog log(List<Item> items, List<String> texts) {
    return new EventLog(
        List.of(),
        items,
        texts,
        EventKind.STANDARD,
        new int[0],
        new int[0],
        new int[0],
        new byte[0],
        new long[0],
        new float[0],
        new float[0],
        new float[0],
        new int[0]);
  }

  private static final EventLog LOG =
      log(
          List.of(
              item("1", "red mug", "en"),
              item("2", "红色 杯子", "zh-CN"),
              item("3", "", ""),
              item("4", "red mug", "en"),
              item("5", "taza roja", "es"),
              item("6", "  ", "")),
          List.of("", "12", "red mug", "word ".repeat(21).strip(), "杯子"));

  private EmbeddedTexts embed(EventLog log, EmbeddingOptions options, VectorCache cache) {
    ItemEmbedding stage =
        new ItemEmbedding(
            options, cache, name -> opened.computeIfAbsent(name, n -> new FakeEmbedder(n)));
    try (Workers workers = Workers.of(2)) {
      return stage.embed(log, 1, workers, Progress.NONE);
    }
  }

  @Test
  void everyTextIsReadByTheModelOfItsLanguage() {
    EmbeddedTexts texts = embed(LOG, EmbeddingOptions.DEFAULT, VectorCache.none());
    assertThat(texts.blocks()).extracting(TextBlock::embedder).containsExactly("bge-zh", "minilm");
    TextBlock chinese = texts.blocks().get(0);
    TextBlock others = texts.blocks().get(1);
    assertThat(chinese.itemRow()).containsExactly(-1, 0, -1, -1, -1, -1);
    assertThat(chinese.textRow()).containsExactly(-1, -1, -1, -1, 1);
    assertThat(others.itemRow()).containsExactly(0, -1, -1, 0, 1, -1);
    assertThat(others.textRow()).containsExactly(-1, 2, 0, 3, -1);
    assertThat(others.vectors().rows()).isEqualTo(4);
    assertThat(others.truncated()).isEqualTo(1);
    assertThat(chinese.truncated()).isZero();
    assertThat(texts.embedded()).isEqualTo(6);
    assertThat(texts.cached()).isZero();
    assertThat(texts.models())
        .containsExactly(Map.entry("bge-zh", "bge-zh/fake"), Map.entry("minilm", "minilm/fake"));
    try (Workers workers = Workers.of(1)) {
      Matrix mug =
          new FakeEmbedder("x").embed(List.of("red mug"), workers, Progress.NONE).vectors();
      assertThat(others.vectors().row(0)).isEqualTo(mug.row(0));
    }
  }

  @Test
  void aSecondFitEmbedsOnlyWhatIsNew() {
    EmbeddedTexts first = embed(LOG, EmbeddingOptions.DEFAULT, VectorCache.in(folder));
    opened.clear();
    EmbeddedTexts second = embed(LOG, EmbeddingOptions.DEFAULT, VectorCache.in(folder));
    assertThat(opened.values()).allSatisfy(model -> assertThat(model.asked()).isEmpty());
    assertThat(second.embedded()).isZero();
    assertThat(second.cached()).isEqualTo(6);
    assertThat(second.blocks()).usingRecursiveComparison().isEqualTo(first.blocks());

    List<Item> more = new ArrayList<>(LOG.items());
    more.add(2, item("25", "blue lamp", "en"));
    EmbeddedTexts third =
        embed(log(more, LOG.texts()), EmbeddingOptions.DEFAULT, VectorCache.in(folder));
    assertThat(opened.getOrDefault("minilm", new FakeEmbedder("none")).asked())
        .containsExactly("blue lamp");
    assertThat(third.embedded()).isEqualTo(1);
    assertThat(third.cached()).isEqualTo(6);
    EmbeddedTexts fresh =
        embed(log(more, LOG.texts()), EmbeddingOptions.DEFAULT, VectorCache.none());
    assertThat(third.blocks()).usingRecursiveComparison().isEqualTo(fresh.blocks());
  }

  @Test
  void oneModelMayReadEverything() {
    EmbeddedTexts texts = embed(LOG, EmbeddingOptions.all("bge-en"), VectorCache.none());
    assertThat(texts.blocks()).singleElement().extracting(TextBlock::embedder).isEqualTo("bge-en");
    assertThat(texts.blocks().getFirst().itemRow()).containsExactly(0, 1, -1, 0, 2, -1);
  }

  @Test
  void tfIdfIsTrainedOnTheTextsAndLeavesOutWhatItDoesNotKnow() {
    EventLog log =
        log(
            List.of(
                item("1", "red mug", "en"),
                item("2", "blue mug", "en"),
                item("3", "blue lamp", "en"),
                item("4", "zebra", "en")),
            List.of("mug"));
    EmbeddedTexts texts = embed(log, EmbeddingOptions.all("tfidf"), VectorCache.in(folder));
    TextBlock block = texts.blocks().getFirst();
    assertThat(block.itemRow()).containsExactly(0, 1, 2, -1);
    assertThat(block.textRow()).containsExactly(3);
    assertThat(block.vectors().rows()).isEqualTo(4);
    assertThat(texts.embedded()).isEqualTo(5);
    assertThat(embed(log, EmbeddingOptions.all("tfidf"), VectorCache.in(folder)).blocks())
        .usingRecursiveComparison()
        .isEqualTo(texts.blocks());
  }

  @Test
  void noTextAtAllGivesNoBlock() {
    EmbeddedTexts texts =
        embed(
            log(List.of(item("1", "", "")), List.of()),
            EmbeddingOptions.DEFAULT,
            VectorCache.none());
    assertThat(texts.blocks()).isEmpty();
    assertThat(texts.models()).isEmpty();
    assertThat(opened).isEmpty();
  }

  @Test
  void anUnknownModelIsRefusedWithTheNearestName() {
    ItemEmbedding stage = new ItemEmbedding(EmbeddingOptions.all("minilmm"), VectorCache.none());
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(() -> stage.embed(LOG, 1, workers, Progress.NONE))
          .isInstanceOf(BadUsage.class)
          .hasMessageContaining("did you mean minilm?")
          .hasMessageContaining("tfidf");
    }
    ItemEmbedding empty =
        new ItemEmbedding(EmbeddingOptions.all(folder.toString()), VectorCache.none());
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(() -> empty.embed(LOG, 1, workers, Progress.NONE))
          .isInstanceOf(BadUsage.class)
          .hasMessageContaining("onnx/model.onnx");
    }
  }
}
