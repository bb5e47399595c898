package dev.coterie.server;

import dev.coterie.server.access.Allowance;
import dev.coterie.server.access.Keys;
import dev.coterie.server.access.Scope;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every request passes here first and last: it gets an id, is let in or refused, is answered with
 * the security headers whatever happens, and is counted and logged. Nothing of an error but a
 * sentence leaves the server.
 */
final class Gate implements Filter {
  /** Where a request keeps its id. */
  static final String REQUEST_ID = "coterie.request";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Keys keys;
  private final Allowance allowance;
  private final RequestLog log;
  private final Figures figures;
  private final JsonMapper json;

  Gate(Keys keys, Allowance allowance, RequestLog log, Figures figures, JsonMapper json) {
    this.keys = keys;
    this.allowance = allowance;
    this.log = log;
    this.figures = figures;
    this.json = json;
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpServletResponse response = (HttpServletResponse) out;
    if (request.getAttribute(REQUEST_ID) != null) {
      chain.doFilter(in, out);
      return;
    }
    long start = System.nanoTime();
    String id = requestId(request);
    request.setAttribute(REQUEST_ID, id);
    headers(request, response, id);
    String caller = "";
    try {
      caller = admit(request);
      chain.doFilter(in, out);
    } catch (Refusal e) {
      refuse(response, e, id);
    } catch (IOException | ServletException | RuntimeException | StackOverflowError e) {
      broken(response, e, id);
    } finally {
      long nanos = System.nanoTime() - start;
      figures.answered(request, response.getStatus(), nanos);
      log.answered(request, id, caller, response.getStatus(), nanos);
    }
  }

  private static String requestId(HttpServletRequest request) {
    String given = request.getHeader("X-Request-Id");
    return given != null && given.matches("[A-Za-z0-9._-]{1,64}")
        ? given
        : Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
  }

  private static void headers(HttpServletRequest request, HttpServletResponse response, String id) {
    response.setHeader("X-Request-Id", id);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader(
        "Content-Security-Policy",
        isPage(request)
            ? "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
                + " frame-ancestors 'none'"
            : "default-src 'none'; frame-ancestors 'none'");
    if (!isPage(request)) {
      response.setHeader("Cache-Control", "private, no-cache");
    }
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }

  private static boolean isPage(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/docs") || path.startsWith("/swagger-ui");
  }

  /** Lets a request in, and tells who it is from; who is refused is told by the exception. */
  private String admit(HttpServletRequest request) {
    Optional<Scope> needed = Access.needed(request.getMethod(), request.getRequestURI());
    if (!keys.areNeeded()) {
      if (!isLocal(request)) {
        // A page elsewhere may have its own name resolve to this machine.
        throw new Refusal(403, "without keys only requests to localhost are answered");
      }
      allow(request.getRemoteAddr());
      return "local";
    }
    if (needed.isEmpty()) {
      return "";
    }
    String given = key(request);
    if (given == null) {
      allow(request.getRemoteAddr());
      throw new Refusal(401, "a key is needed: Authorization: Bearer KEY");
    }
    Keys.Entry entry =
        keys.check(given)
            .orElseThrow(
                () -> {
                  allow(request.getRemoteAddr());
                  return new Refusal(401, "the key is not valid");
                });
    allow(entry.id());
    if (!entry.allows(needed.get())) {
      throw new Refusal(403, "the key lacks the scope " + needed.get().word());
    }
    return entry.id();
  }

  private void allow(String caller) {
    if (!allowance.take(caller)) {
      throw new Refusal(429, "too many requests; wait a second", 1);
    }
  }

  private static boolean isLocal(HttpServletRequest request) {
    String name = request.getServerName();
    return name != null && LOOPBACK.contains(name);
  }

  private static @Nullable String key(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).strip()
        : request.getHeader("X-API-Key");
  }

  private void refuse(HttpServletResponse response, Refusal refusal, String id) throws IOException {
    if (refusal.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    if (refusal.retryAfter() > 0) {
      response.setHeader("Retry-After", Integer.toString(refusal.retryAfter()));
    }
    write(response, refusal.status(), String.valueOf(refusal.getMessage()), id);
  }

  private void broken(HttpServletResponse response, Throwable e, String id) throws IOException {
    Throwable cause = e instanceof ServletException && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof Refusal refusal) {
      // The caller accepts no form in which the refusal could have been told.
      refuse(response, refusal, id);
    } else if (cause instanceof IOException) {
      // The caller went away, or sent less than it had said.
      write(response, 400, "the request ended too early", id);
    } else {
      log.unexpected(cause, id);
      write(response, 500, "something went wrong here; the server's log has it by this id", id);
    }
  }

  private void write(HttpServletResponse response, int status, String detail, String id)
      throws IOException {
    if (!response.isCommitted()) {
      response.resetBuffer();
      response.setStatus(status);
      response.setContentType(Problem.MEDIA_TYPE);
      response.getOutputStream().write(json.writeValueAsBytes(Problem.of(status, detail, id)));
    }
  }
}
