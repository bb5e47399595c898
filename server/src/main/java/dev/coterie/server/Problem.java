package dev.coterie.server;

import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param type a name of the kind of error
 * @param title the same for people
 * @param detail what is wrong with this request
 * @param instance the request's id, which is in the server's log too
 */
public record Problem(
    String type, String title, int status, @Nullable String detail, @Nullable String instance) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, @Nullable String detail, @Nullable String request) {
    return new Problem(
        "about:blank",
        title(status),
        status,
        detail,
        request == null ? null : "urn:request:" + request);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      default -> status < 500 ? "Bad Request" : "Internal Server Error";
    };
  }
}
