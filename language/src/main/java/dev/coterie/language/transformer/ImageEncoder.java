package dev.coterie.language.transformer;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.coterie.language.ModelUnavailable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The image half of a model such as CLIP, from a folder as downloaded from a hub: an ONNX graph
 * with the input {@code pixel_values} and {@code preprocessor_config.json}. One image a call, which
 * many threads may make at once.
 */
public final class ImageEncoder implements AutoCloseable {
  private static final List<String> GRAPHS =
      List.of(
          "onnx/vision_model.onnx",
          "vision_model.onnx",
          "onnx/model.onnx",
          "model.onnx",
          "onnx/vision_model_quantized.onnx",
          "vision_model_quantized.onnx");

  private static final List<String> OUTPUTS = List.of("image_embeds", "pooler_output");
  private static final String INPUT = "pixel_values";

  /** A file that unfolds into more pixels than this is no photograph. */
  private static final long MOST_PIXELS = 100_000_000;

  private final String id;
  private final Pixels pixels;
  private final OrtSession session;
  private final String output;

  private ImageEncoder(String id, Pixels pixels, OrtSession session, String output) {
    this.id = id;
    this.pixels = pixels;
    this.session = session;
    this.output = output;
  }

  /**
   * Opens a model.
   *
   * @throws ModelUnavailable where files are missing, or it is no image encoder
   */
  public static ImageEncoder folder(Path folder) {
    Path graph =
        GRAPHS.stream()
            .map(folder::resolve)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new ModelUnavailable(
                        "The image model %s has no ONNX graph (%s).\nDownload or export one."
                            .formatted(folder, String.join(", ", GRAPHS))));
    Path config = folder.resolve("preprocessor_config.json");
    if (!Files.isRegularFile(config)) {
      throw new ModelUnavailable(
          "The image model %s has no preprocessor_config.json.\nDownload it from where the model comes from."
              .formatted(folder));
    }
    Pixels pixels = Pixels.read(config);
    ModelFile file = new ModelFile.OnDisk(graph);
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    String hash = ModelSource.hash(List.of(file, new ModelFile.OnDisk(config)));
    OrtSession session = EncoderSession.load(name, file);
    try {
      return new ImageEncoder(name + "/" + hash, pixels, session, output(name, session));
    } catch (OrtException e) {
      EncoderSession.close(session);
      throw EncoderSession.unloadable(name, file, e);
    } catch (RuntimeException e) {
      EncoderSession.close(session);
      throw e;
    }
  }

  private static String output(String name, OrtSession session) throws OrtException {
    if (!session.getInputNames().equals(Set.of(INPUT))) {
      throw new ModelUnavailable(
          "The model %s wants the inputs %s, an image encoder %s alone.\nTake its vision_model.onnx."
              .formatted(name, session.getInputNames(), INPUT));
    }
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    return OUTPUTS.stream()
        .filter(outputs::containsKey)
        .findFirst()
        .or(() -> outputs.keySet().stream().filter(key -> rank(outputs.get(key)) == 2).findFirst())
        .orElseThrow(
            () ->
                new ModelUnavailable(
                    "The model %s gives no vector an image, only %s."
                        .formatted(name, outputs.keySet())));
  }

  private static int rank(@org.jspecify.annotations.Nullable NodeInfo info) {
    return info != null && info.getInfo() instanceof TensorInfo tensor
        ? tensor.getShape().length
        : 0;
  }

  /** Name and hash of the files. */
  public String id() {
    return id;
  }

  /**
   * The vector of an image, as the model gives it.
   *
   * @param file JPEG, PNG, GIF or BMP
   * @return empty where it cannot be read as an image
   */
  public Optional<float[]> encode(byte[] file) {
    return decoded(file).map(this::encode);
  }

  private float[] encode(BufferedImage image) {
    long[] shape = {1, Pixels.CHANNELS, pixels.outputHeight(), pixels.outputWidth()};
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                EncoderSession.environment(), FloatBuffer.wrap(pixels.of(image)), shape);
        OrtSession.Result result = session.run(Map.of(INPUT, input), Set.of(output))) {
      if (!(result.get(0) instanceof OnnxTensor tensor)) {
        throw new IllegalStateException("the model's output " + output + " is no tensor");
      }
      FloatBuffer floats = tensor.getFloatBuffer();
      float[] vector = new float[floats.remaining()];
      floats.get(vector);
      return vector;
    } catch (OrtException e) {
      throw new ModelUnavailable("The image model failed: " + e.getMessage(), e);
    }
  }

  private static Optional<BufferedImage> decoded(byte[] file) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return (long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS
            ? Optional.empty()
            : Optional.of(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // The readers of the JDK meet broken files with exceptions of many kinds.
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    EncoderSession.close(session);
  }
}
