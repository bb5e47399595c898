package dev.coterie.server.access;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a key allows. */
public enum Scope {
  /** Events and items in. */
  INGEST,
  /** Answers out. */
  READ,
  /** All of it, and fits, snapshots, erasure, export. */
  ADMIN;

  /**
   * Scopes as they are written, such as {@code ingest,read}.
   *
   * @throws BadUsage where one is unknown
   */
  public static Set<Scope> parse(String text) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String name : text.split(",", -1)) {
      scopes.add(one(name.strip()));
    }
    return scopes;
  }

  private static Scope one(String name) {
    for (Scope scope : values()) {
      if (scope.word().equals(name.toLowerCase(Locale.ROOT))) {
        return scope;
      }
    }
    throw new BadUsage(
        "unknown scope '%s'; %s"
            .formatted(
                name,
                Nearest.to(name, Arrays.stream(values()).map(Scope::word).toList())
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("there are ingest, read and admin.")));
  }

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
