package dev.coterie.pipeline.report;

import dev.coterie.domain.Note;

/** Puts notes into words. */
public final class NoteText {
  private final Messages messages;

  public NoteText(ReportLanguage language) {
    this(Messages.in(language));
  }

  NoteText(Messages messages) {
    this.messages = messages;
  }

  /** One or two sentences; of a note that this program does not know, its code and its values. */
  public String words(Note note) {
    String key = "note." + note.code();
    return messages.all().containsKey(key)
        ? messages.text(key, note.values().toArray(String[]::new))
        : note.code() + ": " + String.join(", ", note.values());
  }
}
