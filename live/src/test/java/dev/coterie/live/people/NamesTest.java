package dev.coterie.live.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.EventLog;
import dev.coterie.live.store.LiveEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static LiveEvent of(String item) {
    return new LiveEvent(
        "e" + item, "u", "VIEW", item, null, 1, Float.NaN, Float.NaN, Float.NaN, null, null);
  }

  @Test
  void numbersAreInTheOrderOfTheNamesAndTellThem() {
    List<String> known = List.of("b", "d", "f");
    List<LiveEvent> since = List.of(of("e"), of("a"), of("d"), of("ee"), of("g"));
    Names names = Names.of(known, since, LiveEvent::itemId);
    List<String> all = new ArrayList<>(List.of("g", "b", "ee", "a", "f", "d", "e"));
    all.sort(Comparator.comparingLong(names::number));
    assertThat(all).containsExactly("a", "b", "d", "e", "ee", "f", "g");
    assertThat(all).allMatch(name -> names.name(names.number(name)).equals(name));
    assertThat(names.number("d")).isEqualTo(Names.ofKnown(1));
    assertThat(Names.known(Names.ofKnown(1))).isEqualTo(1);
    assertThat(names.number(null)).isEqualTo(Names.ofKnown(EventLog.NONE)).isNegative();
  }
}
