package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UserNamesTest {
  private final UserNames hidden =
      new UserNames(false, List.of("ann@x.org", "17", "bob"), List.of("bot 9", "17"));

  @Test
  void theSameUserKeepsItsNumber() {
    assertThat(hidden.name("bob")).isEqualTo("1");
    assertThat(hidden.name("17")).isEqualTo("2");
    assertThat(hidden.name("bob")).isEqualTo("1");
  }

  @Test
  void idsAreTakenOutOfSentences() {
    assertThat(hidden.sentence("Mostly 'bob', (ann@x.org) and bot 9. Also bob."))
        .isEqualTo("Mostly '…', (…) and …. Also …");
    assertThat(hidden.sentence("user 17 is fast")).isEqualTo("user … is fast");
  }

  @Test
  void aNumberThatMeansNoUserStays() {
    UserNames names = new UserNames(false, List.of("12", "40"), List.of());
    assertThat(names.sentence("12 % of 40 rows; user 40 leads"))
        .isEqualTo("12 % of 40 rows; user … leads");
  }

  @Test
  void whereUsersAreShownNothingChanges() {
    UserNames names = new UserNames(true, List.of("bob"), List.of("bob"));
    assertThat(names.name("bob")).isEqualTo("bob");
    assertThat(names.sentence("bob leads")).isEqualTo("bob leads");
  }
}
