package dev.coterie.live.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.live.store.LiveEvent;
import dev.coterie.pipeline.ingest.KindWords;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRulesTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private final EventRules rules =
      new EventRules(new KindWords(Map.of("subscribe", 4.0), Map.of()), NOW::toEpochMilli);

  private static RawEvent raw(
      @Nullable String user, @Nullable String kind, @Nullable String item, @Nullable String time) {
    return new RawEvent(null, user, kind, item, null, time, null, null, null, null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-30T10:00:00Z, 2026-01-30T10:00:00Z",
    "2026-01-30T10:00:00+02:00, 2026-01-30T08:00:00Z",
    "2026-01-30T10:00:00, 2026-01-30T10:00:00Z",
    "2026-01-30 10:00:00, 2026-01-30T10:00:00Z",
    "2026-01-30, 2026-01-30T00:00:00Z",
    "1769767200, 2026-01-30T10:00:00Z",
    "1769767200000, 2026-01-30T10:00:00Z",
  })
  void timesAreReadAsTheyAreUsuallyWritten(String written, Instant meant) {
    assertThat(rules.check(raw("ann", "view", "i1", written)).time())
        .isEqualTo(meant.toEpochMilli());
  }

  @Test
  void whatIsNotSaidIsTheUsual() {
    LiveEvent view = rules.check(raw(" ann ", null, "i1", null));
    assertThat(view.userId()).isEqualTo("ann");
    assertThat(view.kind()).isEqualTo("VIEW");
    assertThat(view.time()).isEqualTo(NOW.toEpochMilli());
    assertThat(view.eventId()).isNotEqualTo(rules.check(raw("ann", null, "i1", null)).eventId());
    LiveEvent search =
        rules.check(
            new RawEvent("e1", "ann", null, null, "tea", null, null, null, null, null, null));
    assertThat(search.kind()).isEqualTo("SEARCH");
    assertThat(search.eventId()).isEqualTo("e1");
    assertThat(rules.check(raw("ann", "Buy", "i1", null)).kind()).isEqualTo("PURCHASE");
    assertThat(rules.check(raw("ann", "subscribe", "i1", null)).kind()).isEqualTo("SUBSCRIBE");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, view, i1, -, user_id is missing",
        "ann, view, -, -, item_id and query",
        "ann, purchse, i1, -, did you mean PURCHASE",
        "ann, view, i1, yesterday, time is neither",
        "ann, view, i1, 1999-12-31T00:00:00Z, before 2000",
        "ann, view, i1, 2026-02-02T00:00:00Z, a day ahead",
        "ann, view, i1, 99999999999999999999, time is neither",
      })
  void whatCannotBeTakenIsToldByItsField(
      @Nullable String user,
      String kind,
      @Nullable String item,
      @Nullable String time,
      String told) {
    assertThatThrownBy(() -> rules.check(raw(user, kind, item, time)))
        .isInstanceOf(BadEvent.class)
        .hasMessageContaining(told);
  }

  @Test
  void textThatIsNoneAndNumbersThatAreNoneAreRefused() {
    assertThatThrownBy(() -> rules.check(raw("a\u0000b", "view", "i1", null)))
        .hasMessageContaining("user_id");
    assertThatThrownBy(() -> rules.check(raw("ann", "view", "i\uD800", null)))
        .hasMessageContaining("item_id");
    assertThatThrownBy(() -> rules.check(raw("a".repeat(257), "view", "i1", null)))
        .hasMessageContaining("256");
    assertThat(rules.check(raw("ann", "view", "😀", null)).itemId()).isEqualTo("😀");
    assertThatThrownBy(
            () ->
                rules.check(
                    new RawEvent(
                        "e", "ann", "view", "i1", null, null, 1e300, null, null, null, null)))
        .hasMessageContaining("value");
  }
}
