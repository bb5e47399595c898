package dev.coterie.pipeline.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingOptionsTest {
  @Test
  void defaultsChooseByLanguage() {
    EmbeddingOptions options = EmbeddingOptions.DEFAULT;
    assertThat(options.model("zh")).isEqualTo("bge-zh");
    assertThat(options.model("ZH-Hans")).isEqualTo("bge-zh");
    assertThat(options.model("en")).isEqualTo("minilm");
    assertThat(options.model("")).isEqualTo("minilm");
  }

  @Test
  void languagesAreTakenInAnyCase() {
    assertThat(new EmbeddingOptions(Map.of("ZH_TW", "tfidf"), "minilm").model("zh"))
        .isEqualTo("tfidf");
  }

  @Test
  void blankNamesAreRefused() {
    assertThatThrownBy(() -> EmbeddingOptions.all(" ")).hasMessageContaining("otherwise");
    assertThatThrownBy(() -> new EmbeddingOptions(Map.of("zh", ""), "minilm"))
        .hasMessageContaining("'zh'");
  }
}
