package dev.coterie.language.transformer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the wire format of protocol buffers, as far as a small ONNX graph needs it. */
final class OnnxMessage {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  OnnxMessage number(int field, long value) {
    varint(field << 3);
    varint(value);
    return this;
  }

  OnnxMessage bytes(int field, byte[] value) {
    varint((field << 3) | 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  OnnxMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  OnnxMessage message(int field, OnnxMessage value) {
    return bytes(field, value.toByteArray());
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** A graph's input or output; −1 is a size that is not fixed. */
  static OnnxMessage value(String name, int type, int... shape) {
    OnnxMessage dimensions = new OnnxMessage();
    for (int i = 0; i < shape.length; i++) {
      OnnxMessage dimension = new OnnxMessage();
      if (shape[i] < 0) {
        dimension.text(2, "n" + i);
      } else {
        dimension.number(1, shape[i]);
      }
      dimensions.message(1, dimension);
    }
    OnnxMessage tensor = new OnnxMessage().number(1, type).message(2, dimensions);
    return new OnnxMessage().text(1, name).message(2, new OnnxMessage().message(1, tensor));
  }
}
