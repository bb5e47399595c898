package dev.coterie.server;

import dev.coterie.live.answer.Serving;
import dev.coterie.live.people.People.Known;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** What an answer rests on, as an entity tag and as the id of a recommendation. */
final class Tags {
  private Tags() {}

  /** A weak tag: the bytes may differ by compression. */
  static String etag(String id) {
    return "W/\"" + id + "\"";
  }

  /** The same for the same question to the same state. */
  static String of(Serving serving, Known user, Object... question) {
    String text =
        serving.snapshot()
            + '|'
            + serving.revision()
            + '|'
            + user.userId()
            + '|'
            + user.seq()
            + '|'
            + serving.catalogue().version()
            + '|'
            + serving.listedUntil()
            + '|'
            + Arrays.toString(question);
    return "r" + Long.toString(hash(text), 36) + Long.toString(user.stamp(), 36);
  }

  private static long hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    CRC32C first = new CRC32C();
    first.update(bytes);
    return (first.getValue() << 31) ^ (text.hashCode() & 0x7fffffffL);
  }
}
