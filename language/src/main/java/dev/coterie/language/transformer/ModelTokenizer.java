package dev.coterie.language.transformer;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.util.Utils;
import dev.coterie.language.ModelUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The tokenizer of a model; may be called by many threads at once. */
final class ModelTokenizer implements AutoCloseable {
  /**
   * A text as the model reads it.
   *
   * @param ids numbers of the tokens, marks included
   * @param cut whether the text was longer than the model reads
   */
  record Tokens(long[] ids, boolean cut) {}

  private final HuggingFaceTokenizer tokenizer;

  private ModelTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  static ModelTokenizer open(ModelFile file, int maxTokens) {
    stayOffline();
    String limit = Integer.toString(maxTokens);
    Map<String, String> options =
        Map.of(
            "padding", "false", "truncation", "true", "maxLength", limit, "modelMaxLength", limit);
    try (InputStream in = file.open()) {
      return new ModelTokenizer(HuggingFaceTokenizer.newInstance(in, options));
    } catch (IOException e) {
      throw new ModelUnavailable("The tokenizer " + file + " cannot be read: " + said(e), e);
    } catch (EngineException | LinkageError | IllegalStateException e) {
      throw new ModelUnavailable(
          "The tokenizer library cannot be unpacked to or loaded from "
              + Utils.getEngineCacheDir("tokenizers")
              + ": "
              + said(e)
              + "\nMake that folder writable, or name another in the variable ENGINE_CACHE_DIR.",
          e);
    } catch (RuntimeException e) {
      throw new ModelUnavailable(
          file + " is no tokenizer: " + said(e) + "\nDownload the model again.", e);
    }
  }

  /**
   * The library reports its first use to its makers, and fetches other natives where it finds a
   * graphics card, unless told not to. A variable of the environment wins over a property of the
   * same name, so where that says otherwise the library is put offline altogether.
   */
  private static void stayOffline() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("RUST_FLAVOR", "cpu");
    if (System.getenv("OPT_OUT_TRACKING") != null || System.getenv("RUST_FLAVOR") != null) {
      System.setProperty("ai.djl.offline", "true");
    }
  }

  /** The innermost reason, in one line. */
  private static String said(Throwable thrown) {
    Throwable reason = thrown;
    for (Throwable next = thrown; next != null; next = next.getCause()) {
      reason = next;
    }
    String message = reason.getMessage();
    return message == null
        ? reason.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  Tokens encode(String text) {
    Encoding encoding = tokenizer.encode(text);
    return new Tokens(encoding.getIds(), encoding.exceedMaxLength());
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
