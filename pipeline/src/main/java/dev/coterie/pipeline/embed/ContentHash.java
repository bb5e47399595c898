package dev.coterie.pipeline.embed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first 128 bits of SHA-256: what a text, an image or a model id is known by on disk. */
record ContentHash(long high, long low) {
  static ContentHash of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static ContentHash of(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(digest().digest(content));
    return new ContentHash(bytes.getLong(), bytes.getLong());
  }

  static ContentHash of(float[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES));
    bytes.asFloatBuffer().put(numbers);
    return of(bytes.array());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** As 32 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
