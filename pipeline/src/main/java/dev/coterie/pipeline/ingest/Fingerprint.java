package dev.coterie.pipeline.ingest;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SHA-256 over all that a log says, in its own order: lengths before texts, numbers little-endian.
 */
final class Fingerprint {
  private static final int BUFFER = 1 << 16;

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** 64 hexadecimal digits. */
  static String of(EventLog log) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.texts(log.users());
    for (Item item : log.items()) {
      fingerprint.item(item);
    }
    fingerprint.texts(log.texts());
    for (EventKind kind : log.kinds()) {
      fingerprint.text(kind.name());
      fingerprint.number(Double.doubleToLongBits(kind.weight()));
    }
    for (int e = 0; e < log.size(); e++) {
      fingerprint.event(log, e);
    }
    fingerprint.flush();
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  private void item(Item item) {
    text(item.id());
    text(item.title());
    text(item.description());
    texts(item.categories());
    texts(item.tags());
    text(item.language());
    Map<String, String> attributes = new TreeMap<>(item.attributes());
    number(attributes.size());
    attributes.forEach(
        (name, value) -> {
          text(name);
          text(value);
        });
    number(item.listed() ? 1 : 0);
  }

  private void event(EventLog log, int e) {
    room(45);
    buffer.putInt(log.user()[e]).putInt(log.item()[e]).putInt(log.text()[e]).put(log.kind()[e]);
    buffer.putLong(log.time()[e]).putInt(Float.floatToIntBits(log.value()[e]));
    buffer.putInt(Float.floatToIntBits(log.quantity()[e]));
    buffer.putInt(Float.floatToIntBits(log.price()[e])).putInt(log.basket()[e]);
  }

  private void texts(List<String> texts) {
    number(texts.size());
    for (String text : texts) {
      text(text);
    }
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    flush();
    digest.update(bytes);
  }

  private void number(long number) {
    room(Long.BYTES);
    buffer.putLong(number);
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
