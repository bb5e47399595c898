package dev.coterie.server;

import java.util.Optional;

/**
 * How a server is reached.
 *
 * @param address to listen on; others than loopback need keys
 * @param port 0 for any that is free
 * @param rateLimit requests a second of one key, or of one address without keys; 0 for any number
 * @param tlsCertificate PEM file of the certificate chain; empty for plain HTTP
 * @param tlsKey PEM file of its private key
 * @param log whether each request is written to stderr, as a line of JSON
 */
public record ServerOptions(
    String address,
    int port,
    double rateLimit,
    Optional<String> tlsCertificate,
    Optional<String> tlsKey,
    boolean log) {
  public ServerOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
    if (!(rateLimit >= 0)) {
      throw new IllegalArgumentException("rate-limit must be at least 0, not " + rateLimit);
    }
    if (tlsCertificate.isPresent() != tlsKey.isPresent()) {
      throw new IllegalArgumentException("tls-certificate and tls-key go together");
    }
  }

  /** Plain HTTP on loopback. */
  public static ServerOptions local(int port) {
    return new ServerOptions("127.0.0.1", port, 0, Optional.empty(), Optional.empty(), false);
  }
}
