package dev.coterie.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection that is kept; HTTP/1.1 as far as the figures need it, so that it costs little. */
final class Connection implements AutoCloseable {
  private final String host;
  private final Socket socket;
  private final InputStream in;

  /** An answer. */
  record Answer(int status, String body) {}

  Connection(String host, int port) throws IOException {
    this.host = host + ":" + port;
    this.socket = new Socket(host, port);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  Answer get(String path) throws IOException {
    return ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n", "");
  }

  Answer post(String path, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return ask(
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, host, bytes.length),
        body);
  }

  private Answer ask(String head, String body) throws IOException {
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
    String status = line();
    int length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    byte[] content = length >= 0 ? in.readNBytes(length) : chunks();
    return new Answer(
        Integer.parseInt(status.substring(9, 12)), new String(content, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      content.write(in.readNBytes(size));
      line();
    }
    line();
    return content.toByteArray();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
