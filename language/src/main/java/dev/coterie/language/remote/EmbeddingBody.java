package dev.coterie.language.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents of {@code /embeddings}.
 *
 * @param vectors in the order of the texts, of one length, scaled to unit length
 * @param tokens that the server read, 0 where it does not say
 */
record EmbeddingBody(List<float[]> vectors, long tokens) {
  private static final JsonMapper JSON = new JsonMapper();

  static String of(String model, List<String> texts) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", model);
    body.put("input", texts);
    return JSON.writeValueAsString(body);
  }

  static EmbeddingBody read(String body, int texts) throws UnusableAnswer {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JacksonException e) {
      throw new UnusableAnswer("an answer that is not JSON");
    }
    JsonNode data = root.path("data");
    if (!data.isArray() || data.size() != texts) {
      throw new UnusableAnswer(
          "%d vectors for %d texts".formatted(data.isArray() ? data.size() : 0, texts));
    }
    float[][] vectors = new float[texts][];
    for (int i = 0; i < texts; i++) {
      int index = data.path(i).path("index").asInt(i);
      if (index < 0 || index >= texts || vectors[index] != null) {
        throw new UnusableAnswer("vectors that are not numbered 0 to " + (texts - 1));
      }
      vectors[index] = unit(data.path(i).path("embedding"));
    }
    for (float[] vector : vectors) {
      if (vector.length != vectors[0].length) {
        throw new UnusableAnswer("vectors of different lengths");
      }
    }
    return new EmbeddingBody(
        new ArrayList<>(Arrays.asList(vectors)),
        root.path("usage").path("prompt_tokens").asLong(0));
  }

  private static float[] unit(JsonNode numbers) throws UnusableAnswer {
    if (!numbers.isArray() || numbers.isEmpty()) {
      throw new UnusableAnswer("a vector without numbers");
    }
    double[] read = new double[numbers.size()];
    double squares = 0;
    for (int j = 0; j < read.length; j++) {
      read[j] = numbers.get(j).isNumber() ? numbers.get(j).asDouble() : Double.NaN;
      squares += read[j] * read[j];
    }
    if (!(squares > 0) || Double.isInfinite(squares)) {
      throw new UnusableAnswer("a vector that is zero or not finite");
    }
    double length = Math.sqrt(squares);
    float[] vector = new float[read.length];
    for (int j = 0; j < read.length; j++) {
      vector[j] = (float) (read[j] / length);
    }
    return vector;
  }
}
