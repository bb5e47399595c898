package dev.coterie.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.live.Planted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that nobody would send on purpose break nothing. */
class FuzzTest {
  /** More are sent by hand, with -Dcoterie.fuzz.requests=20000. */
  private static final int REQUESTS = Integer.getInteger("coterie.fuzz.requests", 3_000);

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "get");

  private static final List<String> PATHS =
      List.of(
          "/v1/events",
          "/v1/items",
          "/v1/items/%s",
          "/v1/items/%s/similar?limit=%s",
          "/v1/users/%s",
          "/v1/users/%s/recommendations?limit=%s&category=%s&exclude=%s",
          "/v1/users/%s/similar?limit=%s",
          "/v1/segments/%s/users?offset=%s",
          "/v1/segments/%s/trend",
          "/v1/segments/%s",
          "/v1/edits/%s",
          "/v1/search?q=%s&limit=%s",
          "/v1/recommendations",
          "/v1/audiences",
          "/v1/snapshots/%s/activate",
          "/%s",
          "/openapi.json?%s");

  private static final List<String> WORDS =
      List.of(
          "i001",
          "u0000",
          "s1",
          "0",
          "-1",
          "99999999999999999999",
          "1e400",
          "NaN",
          "null",
          "%00",
          "%ff",
          "%F0%9F%98%80",
          "..%2f..%2fetc",
          "';DROP TABLE events;--",
          "<script>",
          "%",
          "{",
          "[",
          "\\",
          "a%20b",
          "\u00e9",
          "%0d%0aX: y",
          "x".repeat(5_000));

  private static final List<String> BODIES =
      List.of(
          "{\"user_id\":\"ann\",\"item_id\":\"i001\",\"kind\":\"view\",\"time\":1700000000}",
          "[{\"user_id\":\"ann\",\"query\":\"tea\",\"value\":3,\"price\":1.5}]",
          "{\"item_id\":\"new\",\"title\":\"tea\",\"categories\":[\"a\"],\"attributes\":{\"a\":\"b\"}}",
          "{\"events\":[{\"item_id\":\"i001\"}],\"query\":\"tea\",\"interests\":[\"pots\"],\"limit\":5}",
          "{\"item_id\":\"i001\",\"size\":5}",
          "{\"like\":[\"u0000\"],\"size\":5}",
          "{\"name\":\"Tea\",\"revision\":0}",
          "{\"merge\":[\"s2\"]}",
          "{\"split\":99999}",
          "[".repeat(5_000),
          "{\"a\":".repeat(2_000),
          "\ufeff{}",
          "");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/x-ndjson",
          "application/json; charset=utf-16",
          "text/plain",
          "multipart/form-data; boundary=x",
          "application/x-www-form-urlencoded",
          "nonsense");

  @TempDir private Path folder;

  @Test
  void noRequestIsAnsweredWithAnErrorOfTheServer() throws IOException {
    try (RunningServer server =
        RunningServer.start(
            folder.resolve("data"), Planted.snapshot(folder), ServerOptions.local(0))) {
      SplittableRandom random = new SplittableRandom(11);
      for (int i = 0; i < REQUESTS; i++) {
        byte[] request = request(random);
        int status = send(server.port(), request);
        // 505 is what HTTP has for a version that does not exist.
        assertThat(status < 500 || status == 505)
            .as(
                "%d to request %d: %s",
                status,
                i,
                new String(request, StandardCharsets.ISO_8859_1)
                    .substring(0, Math.min(request.length, 2_000)))
            .isTrue();
      }
      assertThat(server.get("/v1/users/u0000/recommendations").status()).isEqualTo(200);
      assertThat(server.live().waiting()).isZero();
    }
  }

  private static String one(List<String> of, SplittableRandom random) {
    return of.get(random.nextInt(of.size()));
  }

  private static byte[] request(SplittableRandom random) throws IOException {
    String path = one(PATHS, random);
    while (path.contains("%s")) {
      path = path.replaceFirst("%s", one(WORDS, random).replace("\\", "\\\\").replace("$", ""));
    }
    byte[] body = mutated(one(BODIES, random).getBytes(StandardCharsets.UTF_8), random);
    StringBuilder head = new StringBuilder();
    head.append(one(METHODS, random)).append(' ').append(path).append(' ');
    head.append(random.nextInt(50) == 0 ? "HTTP/9.9" : "HTTP/1.1").append("\r\n");
    if (random.nextInt(30) != 0) {
      head.append("Host: localhost\r\n");
    }
    head.append("Content-Type: ").append(one(TYPES, random)).append("\r\n");
    if (random.nextInt(10) == 0) {
      head.append(one(WORDS, random)).append(": ").append(one(WORDS, random)).append("\r\n");
    }
    if (random.nextInt(10) == 0) {
      head.append("If-None-Match: ").append(one(WORDS, random)).append("\r\n");
    }
    if (random.nextInt(10) == 0) {
      head.append("Accept: ").append(one(TYPES, random)).append("\r\n");
    }
    switch (random.nextInt(12)) {
      case 0 -> head.append("Content-Length: ").append(one(WORDS, random)).append("\r\n");
      case 1 -> head.append("Transfer-Encoding: chunked\r\n");
      case 2 ->
          head.append("Content-Length: ").append(body.length + random.nextInt(9)).append("\r\n");
      default -> head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    request.write(body);
    return request.toByteArray();
  }

  private static byte[] mutated(byte[] body, SplittableRandom random) {
    byte[] mutated = body.clone();
    for (int m = random.nextInt(4); m > 0 && mutated.length > 0; m--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return mutated;
  }

  /** The status of the answer, 0 where the connection was closed without one. */
  private static int send(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      byte[] line = in.readNBytes(12);
      in.readAllBytes();
      return line.length < 12
          ? 0
          : Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
    } catch (SocketTimeoutException e) {
      throw new IllegalStateException("no answer within 30 s", e);
    } catch (IOException e) {
      return 0;
    }
  }
}
