package dev.coterie.language.transformer;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** An image model whose vector is the mean of each channel, and images of one colour. */
public final class TinyImageModel {
  private static final int AXES = 7;

  private TinyImageModel() {}

  /** Writes {@code onnx/vision_model.onnx} and {@code preprocessor_config.json}. */
  public static Path write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("onnx"));
    Files.write(folder.resolve("onnx/vision_model.onnx"), graph("pixel_values"));
    Files.writeString(
        folder.resolve("preprocessor_config.json"),
        """
        {"do_resize": true, "size": {"shortest_edge": 8}, "resample": 3,
         "do_center_crop": true, "crop_size": {"height": 4, "width": 4},
         "do_rescale": true, "rescale_factor": 0.00392156862745098,
         "do_normalize": true, "image_mean": [0.5, 0.25, 0], "image_std": [0.5, 1, 2]}
        """);
    return folder;
  }

  /** A PNG of one colour. */
  public static Path image(Path file, Color color, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, color.getRGB());
      }
    }
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  static byte[] graph(String input) {
    OnnxMessage axes = new OnnxMessage().text(1, "axes").number(8, 2).number(8, 3).number(20, AXES);
    OnnxMessage keep = new OnnxMessage().text(1, "keepdims").number(3, 0).number(20, 2);
    OnnxMessage node =
        new OnnxMessage()
            .text(1, input)
            .text(2, "image_embeds")
            .text(4, "ReduceMean")
            .message(5, axes)
            .message(5, keep);
    OnnxMessage graph =
        new OnnxMessage()
            .message(1, node)
            .text(2, "tiny")
            .message(11, OnnxMessage.value(input, 1, -1, 3, -1, -1))
            .message(12, OnnxMessage.value("image_embeds", 1, -1, 3));
    return new OnnxMessage()
        .number(1, 8)
        .message(7, graph)
        .message(8, new OnnxMessage().text(1, "").number(2, 13))
        .toByteArray();
  }
}
