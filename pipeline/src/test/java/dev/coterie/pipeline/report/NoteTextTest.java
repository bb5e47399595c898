package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Note;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NoteTextTest {
  private static final NoteText ENGLISH = new NoteText(ReportLanguage.ENGLISH);
  private static final NoteText CHINESE = new NoteText(ReportLanguage.CHINESE);

  @Test
  void aNoteHasWordsInEachLanguage() {
    Note note = Note.of("thin-users", 1200, 3000);
    assertThat(ENGLISH.words(note)).isEqualTo("1,200 of 3,000 users have fewer than three events.");
    assertThat(CHINESE.words(note)).contains("1,200", "3,000").containsPattern("\\p{IsHan}");
  }

  @Test
  void aCodeOfAnotherVersionIsShownAsItIs() {
    assertThat(ENGLISH.words(Note.of("moon-phase", "full", 2))).isEqualTo("moon-phase: full, 2");
  }

  @Test
  void numbersAreWrittenAlikeWhateverTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Note.of("any", 1234L, 5.25, 7).values()).containsExactly("1,234", "5.3", "7");
    } finally {
      Locale.setDefault(before);
    }
  }
}
