package dev.coterie.language.transformer;

import dev.coterie.language.ModelUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A model and what has to be known to run it.
 *
 * @param name for people
 * @param graph the ONNX graph
 * @param weights files beside the graph that it loads by itself, none for most models
 * @param tokenizer {@code tokenizer.json} of Hugging Face
 * @param pooling how tokens become a text
 * @param maxTokens what the model reads of a text, its marks included
 * @param queryPrefix put before a search query, mostly empty
 * @param passagePrefix put before any other text, mostly empty
 */
record ModelSource(
    String name,
    ModelFile graph,
    List<ModelFile> weights,
    ModelFile tokenizer,
    Pooling pooling,
    int maxTokens,
    String queryPrefix,
    String passagePrefix) {

  /**
   * How the operators begin that quantise activations by their range over the whole batch, so that
   * a text's vector depends on what stands beside it.
   */
  private static final byte[] DYNAMIC = "DynamicQuantize".getBytes(StandardCharsets.US_ASCII);

  /**
   * What reading the files once told.
   *
   * @param hash of graph, weights and tokenizer
   * @param perBatch whether a text's vector depends on its batch
   */
  record Fingerprint(String hash, boolean perBatch) {}

  /** Of models that came as jars, which cannot change while the process runs. */
  private static final Map<ModelSource, Fingerprint> OF_JARS = new ConcurrentHashMap<>();

  /** Reads all files once. */
  Fingerprint fingerprint() {
    return graph instanceof ModelFile.Resource
        ? OF_JARS.computeIfAbsent(this, ModelSource::read)
        : read();
  }

  private Fingerprint read() {
    MessageDigest digest = sha256();
    boolean perBatch = read(graph, digest);
    for (ModelFile file : weights) {
      read(file, digest);
    }
    read(tokenizer, digest);
    return new Fingerprint(HexFormat.of().formatHex(digest.digest(), 0, 16), perBatch);
  }

  /** The hash of some files together. */
  static String hash(List<ModelFile> files) {
    MessageDigest digest = sha256();
    files.forEach(file -> read(file, digest));
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Digests a file and tells whether it names such an operator. */
  private static boolean read(ModelFile file, MessageDigest digest) {
    byte[] buffer = new byte[1 << 16];
    int matched = 0;
    try (InputStream in = file.open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        for (int i = 0; i < n && matched < DYNAMIC.length; i++) {
          // The first letter does not come again, so a mismatch starts over at once.
          matched = buffer[i] == DYNAMIC[matched] ? matched + 1 : buffer[i] == DYNAMIC[0] ? 1 : 0;
        }
      }
    } catch (IOException e) {
      throw new ModelUnavailable(
          "The model file " + file + " cannot be read: " + e.getMessage(), e);
    }
    return matched == DYNAMIC.length;
  }
}
