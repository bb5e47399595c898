package dev.coterie.live.store;

import dev.coterie.domain.Item;

/**
 * A catalogue entry that was put while serving.
 *
 * @param hidden whether it must not be shown
 * @param validFrom milliseconds since 1970 UTC, {@link Long#MIN_VALUE} for always
 * @param validUntil the first millisecond at which it must not be shown, {@link Long#MAX_VALUE} for
 *     never
 */
public record LiveItem(Item item, boolean hidden, long validFrom, long validUntil) {
  /** Always shown. */
  public static LiveItem shown(Item item) {
    return new LiveItem(item, false, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Whether it may be shown at a time. */
  public boolean isShownAt(long now) {
    return !hidden && validFrom <= now && now < validUntil;
  }

  /** The same, taken out of the catalogue. */
  public LiveItem asHidden() {
    return new LiveItem(item, true, validFrom, validUntil);
  }
}
