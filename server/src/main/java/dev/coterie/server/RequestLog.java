package dev.coterie.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines of JSON: requests to stderr where that is wanted, what administrators did to a file. No
 * line holds a key, a query, a body, or the id of a user or item: paths are written as patterns,
 * and in the file an id as the first half of its SHA-256, which tells whether it is a given one.
 */
final class RequestLog {
  private static final double NANOS_A_MILLI = 1e6;

  private final boolean wanted;
  private final Path audit;
  private final PrintStream err;
  private final JsonMapper json;

  RequestLog(boolean wanted, Path audit, PrintStream err, JsonMapper json) {
    this.wanted = wanted;
    this.audit = audit;
    this.err = err;
    this.json = json;
  }

  void answered(HttpServletRequest request, String id, String caller, int status, long nanos) {
    boolean deed = !caller.isEmpty() && Access.isDeed(request.getMethod(), request.getRequestURI());
    if (!wanted && !deed) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.now().toString());
    line.put("request", id);
    line.put("caller", caller);
    line.put("address", request.getRemoteAddr());
    line.put("method", request.getMethod());
    line.put("path", pattern(request));
    line.put("status", status);
    if (wanted) {
      line.put("millis", Math.round(nanos / NANOS_A_MILLI * 10) / 10.0);
      err.println(json.writeValueAsString(line));
    }
    if (deed) {
      line.remove("millis");
      line.put("subject", digest(lastId(request)));
      append(json.writeValueAsString(line) + "\n");
    }
  }

  /** The path with its variables unfilled, such as {@code /v1/users/{id}}. */
  static String pattern(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? "none" : pattern.toString();
  }

  private static String lastId(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables
            && variables.get("id") instanceof String id
        ? id
        : "";
  }

  private static String digest(String id) {
    if (id.isEmpty()) {
      return "";
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, hash.length / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private synchronized void append(String line) {
    try {
      Files.writeString(audit, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      err.println("coterie: cannot write " + audit + ": " + e.getMessage());
    }
  }

  void unexpected(Throwable e, String id) {
    synchronized (err) {
      err.println("coterie: request " + id + " failed unexpectedly:");
      e.printStackTrace(err);
    }
  }
}
