package dev.coterie.pipeline.report;

import dev.coterie.domain.CoterieException.BadUsage;
import java.util.Locale;

/** A language that the report and the reasons are written in. */
public enum ReportLanguage {
  ENGLISH("en", Locale.ENGLISH),
  CHINESE("zh", Locale.SIMPLIFIED_CHINESE);

  private final String tag;
  private final Locale locale;

  ReportLanguage(String tag, Locale locale) {
    this.tag = tag;
    this.locale = locale;
  }

  /** {@code en} or {@code zh}. */
  public String tag() {
    return tag;
  }

  /** How its numbers are written. */
  public Locale locale() {
    return locale;
  }

  /**
   * The language of a tag.
   *
   * @throws BadUsage where there is none
   */
  public static ReportLanguage of(String tag) {
    for (ReportLanguage language : values()) {
      if (language.tag.equals(tag)) {
        return language;
      }
    }
    throw new BadUsage("unknown language '" + tag + "': --language takes en or zh");
  }
}
