package dev.coterie.live;

import dev.coterie.domain.EventLog;
import dev.coterie.live.answer.Listed;
import dev.coterie.live.answer.UserView;
import dev.coterie.live.intake.RawEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is held of a user.
 *
 * @param understood what is made of it
 * @param recommended the list that would be given now
 * @param events those of the fit and those that came since, as they are used
 * @param received those that this server received, as they came in
 */
public record Export(
    String userId,
    UserView understood,
    List<Listed> recommended,
    List<Event> events,
    List<RawEvent> received) {

  /**
   * An event as it is used.
   *
   * @param time milliseconds since 1970 UTC, null where the data has no times
   */
  public record Event(
      String kind,
      @Nullable String itemId,
      @Nullable String text,
      @Nullable Long time,
      @Nullable Float value,
      @Nullable Float quantity,
      @Nullable Float price) {}

  static Event event(EventLog log, int e) {
    return new Event(
        log.kinds().get(log.kind()[e]).name(),
        log.item()[e] == EventLog.NONE ? null : log.items().get(log.item()[e]).id(),
        log.text()[e] == EventLog.NONE ? null : log.texts().get(log.text()[e]),
        log.time()[e] == EventLog.NO_TIME ? null : log.time()[e],
        number(log.value()[e]),
        number(log.quantity()[e]),
        number(log.price()[e]));
  }

  private static @Nullable Float number(float value) {
    return Float.isNaN(value) ? null : value;
  }
}
