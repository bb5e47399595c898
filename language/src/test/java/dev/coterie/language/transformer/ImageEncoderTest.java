package dev.coterie.language.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.language.ModelUnavailable;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageEncoderTest {
  @TempDir Path folder;

  @Test
  void anImageIsResizedCutScaledAndNormalisedAsItsModelSays() throws IOException {
    Path image = TinyImageModel.image(folder.resolve("a.png"), new Color(255, 51, 0), 20, 10);
    try (ImageEncoder encoder = ImageEncoder.folder(TinyImageModel.write(folder.resolve("tiny")))) {
      float[] vector = encoder.encode(Files.readAllBytes(image)).orElseThrow();
      assertThat(vector).containsExactly(new float[] {1, -0.05f, 0}, within(1e-5f));
      assertThat(encoder.id()).startsWith("tiny/");
    }
  }

  @Test
  void whatIsNoImageHasNoVector() throws IOException {
    try (ImageEncoder encoder = ImageEncoder.folder(TinyImageModel.write(folder.resolve("tiny")))) {
      assertThat(encoder.encode("no image".getBytes(StandardCharsets.UTF_8))).isEmpty();
      assertThat(encoder.encode(new byte[0])).isEmpty();
    }
  }

  /** Half of the pixels are white: Pillow's filters keep the mean, and see every pixel. */
  @Test
  void shrinkingSeesEveryPixel() {
    BufferedImage stripes = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x += 2) {
        stripes.setRGB(x, y, 0xffffff);
      }
    }
    for (boolean bicubic : new boolean[] {false, true}) {
      Pixels pixels =
          new Pixels(false, 4, 4, bicubic, 0, 0, 1, new double[3], new double[] {1, 1, 1});
      for (float pixel : pixels.of(stripes)) {
        assertThat(pixel).isBetween(120f, 135f);
      }
    }
  }

  @Test
  void aFolderThatIsNoImageModelIsRefusedByWhatItLacks() throws IOException {
    assertThatThrownBy(() -> ImageEncoder.folder(folder))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("no ONNX graph");
    TinyImageModel.write(folder);
    Files.write(folder.resolve("onnx/vision_model.onnx"), TinyImageModel.graph("input_ids"));
    assertThatThrownBy(() -> ImageEncoder.folder(folder))
        .hasMessageContaining("input_ids")
        .hasMessageContaining("vision_model.onnx");
    Files.writeString(folder.resolve("preprocessor_config.json"), "{\"do_resize\": false}");
    assertThatThrownBy(() -> ImageEncoder.folder(folder)).hasMessageContaining("how large");
    Files.delete(folder.resolve("preprocessor_config.json"));
    assertThatThrownBy(() -> ImageEncoder.folder(folder))
        .hasMessageContaining("no preprocessor_config.json");
  }
}
