/** The two languages of the catalogue. */
enum Language {
  EN("en", " "),
  ZH("zh", "");

  private final String code;
  private final String gap;

  Language(String code, String gap) {
    this.code = code;
    this.gap = gap;
  }

  String code() {
    return code;
  }

  /** What stands between two sentences. */
  String gap() {
    return gap;
  }

  Language other() {
    return this == EN ? ZH : EN;
  }
}
