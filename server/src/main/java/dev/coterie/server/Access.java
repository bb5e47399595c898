package dev.coterie.server;

import dev.coterie.server.access.Scope;
import java.util.Optional;

/** What scope a request needs. */
final class Access {
  private Access() {}

  /** The scope, empty for what anybody may ask. */
  static Optional<Scope> needed(String method, String path) {
    if (!path.startsWith("/v1/") && !path.equals("/metrics")) {
      return Optional.empty();
    }
    boolean reads = method.equals("GET") || method.equals("HEAD");
    if (path.startsWith("/v1/events") || (path.startsWith("/v1/items") && !reads)) {
      return Optional.of(Scope.INGEST);
    }
    if (isAdministration(path)
        || (path.startsWith("/v1/users/") && (!reads || path.endsWith("/export")))
        || ((path.startsWith("/v1/segments") || path.startsWith("/v1/edits")) && !reads)) {
      return Optional.of(Scope.ADMIN);
    }
    return Optional.of(Scope.READ);
  }

  /** Whether a path is of what only administrators do. */
  private static boolean isAdministration(String path) {
    return path.startsWith("/v1/fits")
        || path.startsWith("/v1/snapshots")
        || path.equals("/v1/backup");
  }

  /** Whether it is written down who did it: what changes something, or gives out personal data. */
  static boolean isDeed(String method, String path) {
    boolean reads = method.equals("GET") || method.equals("HEAD");
    return needed(method, path).filter(Scope.ADMIN::equals).isPresent()
        && (!reads || path.endsWith("/export") || path.equals("/v1/backup"));
  }
}
