package dev.coterie.language.transformer;

import dev.coterie.language.ModelUnavailable;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an image becomes the numbers that a model reads, as {@code preprocessor_config.json} of the
 * Hugging Face hub says it: resized (by the filters of Pillow, which see all pixels of a large
 * image), cut to its centre, scaled, and normalised a channel.
 *
 * @param shortest whether the shorter edge becomes {@code height}, rather than both edges
 * @param height after resizing, 0 where it is not resized
 * @param width after resizing
 * @param bicubic whether by cubes rather than by lines
 * @param cropHeight of the centre that is kept, 0 where all is
 * @param cropWidth likewise
 * @param factor of pixels, which are 0 to 255
 * @param mean subtracted from each channel afterwards
 * @param deviation that each channel is divided by at last
 */
record Pixels(
    boolean shortest,
    int height,
    int width,
    boolean bicubic,
    int cropHeight,
    int cropWidth,
    double factor,
    double[] mean,
    double[] deviation) {
  static final int CHANNELS = 3;
  private static final int BILINEAR = 2;
  private static final int BICUBIC = 3;

  /** Reads the configuration of a model. */
  static Pixels read(Path file) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(file.toFile());
    } catch (JacksonException e) {
      throw new ModelUnavailable(
          file + " is not JSON: " + e.getOriginalMessage() + "\nDownload the model again.", e);
    }
    boolean resizes = json.path("do_resize").asBoolean(true);
    boolean crops = json.path("do_center_crop").asBoolean(json.has("crop_size"));
    boolean normalises = json.path("do_normalize").asBoolean(true);
    int filter = json.path("resample").asInt(BICUBIC);
    if (filter != BILINEAR && filter != BICUBIC) {
      throw new ModelUnavailable(
          "%s wants resample %d; known are 2 (bilinear) and 3 (bicubic).".formatted(file, filter));
    }
    JsonNode size = json.path("size");
    JsonNode crop = json.path("crop_size");
    int edge = size.isNumber() ? size.asInt() : size.path("shortest_edge").asInt(0);
    Pixels pixels =
        new Pixels(
            edge > 0,
            !resizes ? 0 : edge > 0 ? edge : size.path("height").asInt(0),
            !resizes ? 0 : edge > 0 ? edge : size.path("width").asInt(0),
            filter == BICUBIC,
            !crops ? 0 : crop.isNumber() ? crop.asInt() : crop.path("height").asInt(0),
            !crops ? 0 : crop.isNumber() ? crop.asInt() : crop.path("width").asInt(0),
            json.path("do_rescale").asBoolean(true)
                ? json.path("rescale_factor").asDouble(1 / 255.0)
                : 1,
            numbers(json.path("image_mean"), normalises, 0),
            numbers(json.path("image_std"), normalises, 1));
    if ((pixels.height == 0 || pixels.shortest) && pixels.cropHeight == 0) {
      throw new ModelUnavailable(
          file + " does not say how large an image must be (size, crop_size).");
    }
    return pixels;
  }

  private static double[] numbers(JsonNode list, boolean wanted, double otherwise) {
    double[] numbers = new double[CHANNELS];
    Arrays.setAll(numbers, c -> wanted ? list.path(c).asDouble(otherwise) : otherwise);
    return numbers;
  }

  int outputHeight() {
    return cropHeight > 0 ? cropHeight : height;
  }

  int outputWidth() {
    return cropHeight > 0 ? cropWidth : width;
  }

  /** Channels × height × width; black where the image is smaller than what is cut out. */
  float[] of(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    int[] rgb = image.getRGB(0, 0, w, h, null, 0, w);
    int toWidth = w;
    int toHeight = h;
    if (height > 0) {
      toHeight = shortest && h > w ? (int) ((long) height * h / w) : height;
      toWidth = shortest && w > h ? (int) ((long) height * w / h) : width;
    }
    float[] out = new float[CHANNELS * outputHeight() * outputWidth()];
    int top = cropHeight > 0 ? Math.floorDiv(toHeight - cropHeight, 2) : 0;
    int left = cropHeight > 0 ? Math.floorDiv(toWidth - cropWidth, 2) : 0;
    for (int c = 0; c < CHANNELS; c++) {
      double[] channel = new double[rgb.length];
      for (int i = 0; i < rgb.length; i++) {
        channel[i] = (rgb[i] >> (8 * (CHANNELS - 1 - c))) & 0xff;
      }
      double[] across = resized(channel, h, w, 1, w, toWidth);
      double[] resized = resized(across, toWidth, h, toWidth, 1, toHeight);
      for (int y = 0; y < outputHeight(); y++) {
        for (int x = 0; x < outputWidth(); x++) {
          int row = y + top;
          int column = x + left;
          boolean inside = row >= 0 && row < toHeight && column >= 0 && column < toWidth;
          // What is resized down by its columns lies column after column.
          double pixel =
              inside ? Math.clamp(Math.rint(resized[column * toHeight + row]), 0, 255) : 0;
          out[(c * outputHeight() + y) * outputWidth() + x] =
              (float) ((pixel * factor - mean[c]) / deviation[c]);
        }
      }
    }
    return out;
  }

  /**
   * Resizes lines of pixels, line after line in the result.
   *
   * @param step from a pixel to the next of its line
   * @param lineStep from a line to the next
   */
  private double[] resized(double[] pixels, int lines, int from, int step, int lineStep, int to) {
    double scale = (double) from / to;
    double widening = Math.max(1, scale);
    double support = (bicubic ? 2 : 1) * widening;
    DoubleUnaryOperator filter = bicubic ? Pixels::cubic : x -> Math.max(0, 1 - Math.abs(x));
    double[] out = new double[lines * to];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support + 0.5));
      int last = Math.min(from, (int) (centre + support + 0.5));
      double[] weight = new double[last - first];
      double sum = 0;
      for (int j = 0; j < weight.length; j++) {
        weight[j] = filter.applyAsDouble((first + j - centre + 0.5) / widening);
        sum += weight[j];
      }
      for (int line = 0; line < lines; line++) {
        double value = 0;
        for (int j = 0; j < weight.length; j++) {
          value += weight[j] * pixels[line * lineStep + (first + j) * step];
        }
        out[line * to + i] = value / sum;
      }
    }
    return out;
  }

  /** Keys (1981) with a = −1/2. */
  private static double cubic(double x) {
    double d = Math.abs(x);
    if (d < 1) {
      return (1.5 * d - 2.5) * d * d + 1;
    }
    return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
  }
}
