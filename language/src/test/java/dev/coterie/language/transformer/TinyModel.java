package dev.coterie.language.transformer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model folder made on the spot: every token is looked up in a table, so that what the pooling
 * should give can be worked out by hand. Token {@code w<i>} has the vector {@link #vector}{@code
 * (i)}.
 */
final class TinyModel {
  static final int DIMENSION = 4;
  static final int WORDS = 40;
  private static final int CLS = WORDS;
  private static final int SEP = WORDS + 1;
  private static final int UNKNOWN = WORDS + 2;

  private TinyModel() {}

  /** The vector of a token: a unit for the first ones, something uneven for the others. */
  static float[] vector(int token) {
    float[] vector = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] =
          token < DIMENSION ? (token == d ? 1 : 0) : (float) Math.sin(token * 7 + d * 3 + 1);
    }
    return vector;
  }

  static float[] clsVector() {
    return vector(CLS);
  }

  static float[] sepVector() {
    return vector(SEP);
  }

  /** Writes {@code onnx/model.onnx} and {@code tokenizer.json}. */
  static Path write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("onnx"));
    Files.write(folder.resolve("onnx/model.onnx"), graph());
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
    return folder;
  }

  private static String tokenizer() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < WORDS; i++) {
      words.add("\"w" + i + "\": " + i);
    }
    words.add("\"[CLS]\": " + CLS);
    words.add("\"[SEP]\": " + SEP);
    words.add("\"[UNK]\": " + UNKNOWN);
    return """
    {"version": "1.0", "truncation": null, "padding": null,
     "added_tokens": [], "normalizer": null,
     "pre_tokenizer": {"type": "Whitespace"},
     "post_processor": {"type": "TemplateProcessing",
       "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                  {"Sequence": {"id": "A", "type_id": 0}},
                  {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
       "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
       "special_tokens": {
         "[CLS]": {"id": "[CLS]", "ids": [%d], "tokens": ["[CLS]"]},
         "[SEP]": {"id": "[SEP]", "ids": [%d], "tokens": ["[SEP]"]}}},
     "decoder": null,
     "model": {"type": "WordLevel", "unk_token": "[UNK]", "vocab": {%s}}}
    """
        .formatted(CLS, SEP, String.join(", ", words));
  }

  private static byte[] graph() {
    ByteBuffer table =
        ByteBuffer.allocate((WORDS + 3) * DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int token = 0; token < WORDS + 3; token++) {
      for (float x : vector(token)) {
        table.putFloat(x);
      }
    }
    OnnxMessage tensor =
        new OnnxMessage()
            .number(1, WORDS + 3)
            .number(1, DIMENSION)
            .number(2, 1)
            .text(8, "table")
            .bytes(9, table.array());
    OnnxMessage node =
        new OnnxMessage()
            .text(1, "table")
            .text(1, "input_ids")
            .text(2, "last_hidden_state")
            .text(4, "Gather");
    OnnxMessage graph =
        new OnnxMessage()
            .message(1, node)
            .text(2, "tiny")
            .message(5, tensor)
            .message(11, OnnxMessage.value("input_ids", 7, -1, -1))
            .message(11, OnnxMessage.value("attention_mask", 7, -1, -1))
            .message(12, OnnxMessage.value("last_hidden_state", 1, -1, -1, DIMENSION));
    return new OnnxMessage()
        .number(1, 8)
        .message(7, graph)
        .message(8, new OnnxMessage().text(1, "").number(2, 13))
        .toByteArray();
  }
}
