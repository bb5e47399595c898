package dev.coterie.language.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.language.Embedder;
import dev.coterie.language.EmbedderContract;
import dev.coterie.language.Embeddings;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubFolderTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

  @TempDir Path folder;

  private void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private Embeddings embed(String... texts) {
    try (Workers workers = Workers.of(2);
        Embedder embedder = TransformerEmbedder.folder(folder)) {
      return embedder.embed(List.of(texts), workers, Progress.NONE);
    }
  }

  private static float[] unit(float[]... vectors) {
    double[] sum = new double[TinyModel.DIMENSION];
    for (float[] vector : vectors) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += vector[d];
      }
    }
    double squares = 0;
    for (double x : sum) {
      squares += x * x;
    }
    float[] unit = new float[sum.length];
    for (int d = 0; d < sum.length; d++) {
      unit[d] = (float) (sum[d] / Math.sqrt(squares));
    }
    return unit;
  }

  @Nested
  class Contract extends EmbedderContract {
    private @Nullable Embedder embedder;

    @Override
    protected Embedder embedder() {
      Embedder opened = embedder;
      if (opened == null) {
        try {
          opened = TransformerEmbedder.folder(TinyModel.write(folder));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        embedder = opened;
      }
      return opened;
    }

    @AfterEach
    void close() {
      embedder().close();
    }
  }

  @Test
  void theMeanIsTakenWhereTheFolderSaysNothing() throws IOException {
    TinyModel.write(folder);
    assertThat(embed("w0 w5").vectors().row(0))
        .containsExactly(
            unit(
                TinyModel.clsVector(),
                TinyModel.vector(0),
                TinyModel.vector(5),
                TinyModel.sepVector()),
            CLOSE);
  }

  @Test
  void poolingIsReadFromTheFolder() throws IOException {
    TinyModel.write(folder);
    write("1_Pooling/config.json", "{\"pooling_mode_cls_token\": true}");
    assertThat(embed("w0 w5").vectors().row(0)).containsExactly(unit(TinyModel.clsVector()), CLOSE);
    write("1_Pooling/config.json", "{\"pooling_mode_lasttoken\": true}");
    assertThat(embed("w0 w5").vectors().row(0)).containsExactly(unit(TinyModel.sepVector()), CLOSE);
    write("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\": false}");
    assertThatThrownBy(() -> embed("w0"))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("1_Pooling/config.json");
  }

  @Test
  void textsOfAllLengthsStandInTheirRows() throws IOException {
    TinyModel.write(folder);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      texts.add("w" + i % 4 + " w7".repeat(i % 5) + " w" + i % 37);
    }
    Embeddings all = embed(texts.toArray(String[]::new));
    for (int i = 0; i < texts.size(); i += 311) {
      assertThat(all.vectors().row(i)).isEqualTo(embed(texts.get(i)).vectors().row(0));
    }
  }

  @Test
  void theLimitIsTheSmallestThatTheFolderNames() throws IOException {
    TinyModel.write(folder);
    write("config.json", "{\"max_position_embeddings\": 12, \"model_type\": \"xlm-roberta\"}");
    write("tokenizer_config.json", "{\"model_max_length\": 1000000000000000019884624838656}");
    assertThat(embed("w1 ".repeat(8), "w1 ".repeat(9)).truncated().stream()).containsExactly(1);
    write("sentence_bert_config.json", "{\"max_seq_length\": 5}");
    assertThat(embed("w1 ".repeat(3), "w1 ".repeat(4)).truncated().stream()).containsExactly(1);
  }

  @Test
  void promptsAreReadFromTheFolder() throws IOException {
    TinyModel.write(folder);
    write(
        "config_sentence_transformers.json",
        "{\"prompts\": {\"query\": \"query: \", \"document\": \"passage: \"}}");
    try (Embedder embedder = TransformerEmbedder.folder(folder)) {
      assertThat(embedder.asQuery("a")).isEqualTo("query: a");
      assertThat(embedder.asPassage("a")).isEqualTo("passage: a");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "multilingual-e5-small, 'query: ', 'passage: '",
    "e5_base_v2, 'query: ', 'passage: '",
    "multilingual-e5-large-instruct, '', ''",
    "bge-small-en-v1.5, 'Represent this sentence for searching relevant passages: ', ''",
    "bge-base-zh, 为这个句子生成表示以用于检索相关文章：, ''",
    "bge-m3, '', ''",
    "all-MiniLM-L6-v2, '', ''"
  })
  void familiesThatWantPrefixesGetThemWhereTheFolderSaysNothing(
      String model, String query, String passage) throws IOException {
    TinyModel.write(folder);
    write("config.json", "{\"_name_or_path\": \"makers/" + model + "\"}");
    write("config_sentence_transformers.json", "{\"prompts\": {}}");
    try (Embedder embedder = TransformerEmbedder.folder(folder)) {
      assertThat(embedder.asQuery("a")).isEqualTo(query + "a");
      assertThat(embedder.asPassage("a")).isEqualTo(passage + "a");
    }
    write("config_sentence_transformers.json", "{\"prompts\": {\"query\": \"q: \"}}");
    try (Embedder embedder = TransformerEmbedder.folder(folder)) {
      assertThat(embedder.asQuery("a")).isEqualTo("q: a");
      assertThat(embedder.asPassage("a")).isEqualTo("a");
    }
  }

  @Test
  void theIdChangesWithEveryFileThatDecidesAVector() throws IOException {
    TinyModel.write(folder);
    String before = id();
    assertThat(id()).isEqualTo(before);
    write("sentence_bert_config.json", "{\"max_seq_length\": 5}");
    String limited = id();
    assertThat(limited).isNotEqualTo(before);
    Files.writeString(
        folder.resolve("tokenizer.json"),
        Files.readString(folder.resolve("tokenizer.json")).replace("w39", "v39"));
    assertThat(id()).isNotEqualTo(limited);
  }

  private String id() {
    try (Embedder embedder = TransformerEmbedder.folder(folder)) {
      return embedder.id();
    }
  }

  @Test
  void whatIsMissingOrBrokenIsNamed() throws IOException {
    assertThatThrownBy(() -> TransformerEmbedder.folder(folder.resolve("nowhere")))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> TransformerEmbedder.folder(folder))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("onnx/model.onnx");
    write("onnx/model.onnx", "no graph");
    assertThatThrownBy(() -> TransformerEmbedder.folder(folder))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("tokenizer.json");
    write("tokenizer.json", "{}");
    assertThatThrownBy(() -> embed("w0"))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("tokenizer.json");
    TinyModel.write(folder);
    write("onnx/model.onnx", "no graph");
    assertThatThrownBy(() -> embed("w0"))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("model.onnx");
    write("config.json", "{");
    assertThatThrownBy(() -> TransformerEmbedder.folder(folder))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("config.json is not JSON");
  }
}
