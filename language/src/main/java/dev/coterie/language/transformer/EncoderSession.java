package dev.coterie.language.transformer;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.coterie.language.ModelUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A loaded ONNX graph that gives token vectors; may be called by many threads at once, each call
 * works on the thread that makes it.
 */
final class EncoderSession implements AutoCloseable {
  private static final List<String> TOKEN_OUTPUTS =
      List.of("last_hidden_state", "token_embeddings", "hidden_states");
  private static final List<String> TEXT_OUTPUTS =
      List.of("sentence_embedding", "pooler_output", "embedding");
  private static final Set<String> INPUTS =
      Set.of("input_ids", "attention_mask", "token_type_ids", "position_ids");

  /** What one call needs beside the session, kept for the next call. */
  private static final class Buffers {
    private int capacity;
    private LongBuffer ids = direct(0);
    private LongBuffer ones = direct(0);
    private LongBuffer zeros = direct(0);
    private float[] output = new float[0];

    private static LongBuffer direct(int longs) {
      return ByteBuffer.allocateDirect(longs * Long.BYTES)
          .order(ByteOrder.nativeOrder())
          .asLongBuffer();
    }

    void reserve(int tokens) {
      if (capacity < tokens) {
        capacity = Math.max(tokens, 512);
        ids = direct(capacity);
        ones = direct(capacity);
        zeros = direct(capacity);
        for (int i = 0; i < capacity; i++) {
          ones.put(i, 1);
        }
      }
      ids.clear().limit(tokens);
      ones.clear().limit(tokens);
      zeros.clear().limit(tokens);
    }

    float[] output(int floats) {
      if (output.length < floats) {
        output = new float[Math.max(floats, 1 << 14)];
      }
      return output;
    }
  }

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String output;
  private final boolean pooled;
  private final Pooling pooling;
  private final int dimension;
  private final ConcurrentLinkedQueue<Buffers> idle = new ConcurrentLinkedQueue<>();

  private EncoderSession(
      ModelSource source, OrtEnvironment environment, OrtSession session, Pooling pooling)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    this.pooling = pooling;
    for (String input : session.getInputNames()) {
      if (!INPUTS.contains(input)) {
        throw new ModelUnavailable(
            "The model "
                + source.name()
                + " wants the input "
                + input
                + ".\n"
                + "Only text encoders of the BERT family are known here: "
                + INPUTS
                + ".");
      }
    }
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    Optional<String> tokens = first(outputs, TOKEN_OUTPUTS, 3);
    Optional<String> texts = first(outputs, TEXT_OUTPUTS, 2);
    this.pooled = tokens.isEmpty() && texts.isPresent();
    this.output =
        tokens
            .or(() -> texts)
            .orElseThrow(
                () ->
                    new ModelUnavailable(
                        "The model "
                            + source.name()
                            + " has no output of token vectors, only "
                            + outputs.keySet()
                            + ".\n"
                            + "Export it for feature extraction."));
    long[] shape = shape(outputs, output);
    long last = shape[shape.length - 1];
    this.dimension = last > 0 ? Math.toIntExact(last) : measureDimension();
  }

  /** The version of the runtime, without loading its native part where the jar says it. */
  static String runtimeVersion() {
    Package runtime = OrtEnvironment.class.getPackage();
    String version = runtime == null ? null : runtime.getImplementationVersion();
    return version == null ? environment().getVersion() : version;
  }

  static EncoderSession open(ModelSource source) {
    OrtSession session = load(source.name(), source.graph());
    try {
      return new EncoderSession(source, environment(), session, source.pooling());
    } catch (OrtException e) {
      close(session);
      throw unloadable(source.name(), source.graph(), e);
    } catch (RuntimeException e) {
      close(session);
      throw e;
    }
  }

  /** Loads a graph to be run on the thread of each caller. */
  static OrtSession load(String name, ModelFile graph) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // One thread a call: the callers are as many as there are cores, and the sums inside a call
      // keep one order.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return switch (graph) {
        case ModelFile.OnDisk file -> environment().createSession(file.path().toString(), options);
        case ModelFile.Resource resource -> {
          try (InputStream in = resource.open()) {
            yield environment().createSession(in.readAllBytes(), options);
          }
        }
      };
    } catch (OrtException | IOException e) {
      throw unloadable(name, graph, e);
    } catch (LinkageError | IllegalStateException e) {
      throw new ModelUnavailable(
          "ONNX Runtime cannot be loaded: "
              + e.getMessage()
              + "\nIts native part is unpacked to "
              + System.getProperty("java.io.tmpdir")
              + ", which must be writable and allow programs.",
          e);
    }
  }

  static ModelUnavailable unloadable(String name, ModelFile graph, Exception cause) {
    return new ModelUnavailable(
        "The model "
            + name
            + " cannot be loaded from "
            + graph
            + ": "
            + cause.getMessage()
            + "\nIs it an ONNX model, and whole?",
        cause);
  }

  static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the model could not be closed", e);
    }
  }

  static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
  }

  private static Optional<String> first(
      Map<String, NodeInfo> outputs, List<String> known, int rank) {
    List<String> candidates = new ArrayList<>(known);
    candidates.addAll(outputs.keySet());
    for (String name : candidates) {
      if (outputs.containsKey(name) && shape(outputs, name).length == rank) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static long[] shape(Map<String, NodeInfo> outputs, String name) {
    NodeInfo info = outputs.get(name);
    return info != null && info.getInfo() instanceof TensorInfo tensor
        ? tensor.getShape()
        : new long[0];
  }

  int dimension() {
    return dimension;
  }

  /**
   * Embeds texts of equal length in one call.
   *
   * @param texts tokens of each, all of one length, so that nothing is padded
   * @param vectors where text {@code i} goes to {@code offsets[i]}, with unit length
   */
  void embed(List<long[]> texts, float[] vectors, int[] offsets) {
    int length = texts.getFirst().length;
    Buffers buffers = idle.poll();
    if (buffers == null) {
      buffers = new Buffers();
    }
    try {
      float[] result = run(texts, length, buffers);
      double[] sum = new double[dimension];
      int stride = pooled ? dimension : length * dimension;
      for (int i = 0; i < texts.size(); i++) {
        if (i > 0) {
          Arrays.fill(sum, 0);
        }
        (pooled ? Pooling.FIRST : pooling).pool(result, i * stride, length, sum);
        toUnitLength(sum, vectors, offsets[i]);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("the model failed on a text of " + length + " tokens", e);
    } finally {
      idle.add(buffers);
    }
  }

  private static void toUnitLength(double[] sum, float[] vectors, int offset) {
    double squares = 0;
    for (double x : sum) {
      squares += x * x;
    }
    if (!Double.isFinite(squares)) {
      throw new IllegalStateException("the model gave a vector that is not finite");
    }
    double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
    for (int d = 0; d < sum.length; d++) {
      vectors[offset + d] = (float) (sum[d] * scale);
    }
  }

  /** Runs the graph; the result is in the array of {@code buffers}. */
  private float[] run(List<long[]> texts, int length, Buffers buffers) throws OrtException {
    long[] shape = {texts.size(), length};
    int tokens = texts.size() * length;
    buffers.reserve(tokens);
    for (long[] ids : texts) {
      buffers.ids.put(ids);
    }
    buffers.ids.flip();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        LongBuffer values =
            switch (name) {
              case "input_ids" -> buffers.ids;
              case "attention_mask" -> buffers.ones;
              case "position_ids" -> positions(texts.size(), length);
              default -> buffers.zeros;
            };
        inputs.put(name, OnnxTensor.createTensor(environment, values, shape));
      }
      try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
        if (!(result.get(0) instanceof OnnxTensor tensor)) {
          throw new IllegalStateException("the model's output " + output + " is no tensor");
        }
        FloatBuffer floats = tensor.getFloatBuffer();
        float[] array = buffers.output(floats.remaining());
        floats.get(array, 0, floats.remaining());
        return array;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static LongBuffer positions(int texts, int length) {
    LongBuffer positions = Buffers.direct(texts * length);
    for (int i = 0; i < texts * length; i++) {
      positions.put(i, i % length);
    }
    return positions;
  }

  /** For a graph that does not say how wide its output is: runs one token. */
  private int measureDimension() throws OrtException {
    Buffers buffers = new Buffers();
    buffers.reserve(1);
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        inputs.put(
            name,
            OnnxTensor.createTensor(environment, buffers.zeros.duplicate(), new long[] {1, 1}));
      }
      try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
        return result.get(0).getInfo() instanceof TensorInfo info
            ? Math.toIntExact(info.getShape()[info.getShape().length - 1])
            : 0;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    close(session);
  }
}
