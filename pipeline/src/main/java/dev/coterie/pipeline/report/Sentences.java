package dev.coterie.pipeline.report;

import dev.coterie.domain.Description;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.Note;
import dev.coterie.domain.Segmentation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The verdict, the descriptions and notes in every language, made of the snapshot's figures. */
final class Sentences {
  private static final int PHRASES = 3;

  /** A chance of one heap below this shows a gap. */
  private static final double GAP = 0.05;

  private final UserNames names;

  Sentences(UserNames names) {
    this.names = names;
  }

  /** Why there are so many segments, and how far they may be trusted, by language. */
  Map<String, String> verdict(Manifest manifest) {
    return inAll(messages -> withTrust(verdict(manifest, messages), manifest, messages));
  }

  private static String withTrust(String verdict, Manifest manifest, Messages messages) {
    Manifest.SegmentFigures figures = manifest.segmentation();
    if (figures.segments() < 2) {
      return verdict;
    }
    String stability = String.format(Locale.ROOT, "%.2f", figures.overall().stability());
    String trust =
        figures.overall().oneHeap() < GAP
            ? messages.text("verdict.heaps", stability)
            : messages.text("verdict.one-heap", stability);
    return messages.text("verdict.and", verdict, trust);
  }

  /**
   * A segment in one sentence, by language. The evidence's own is in English, and is told anew in
   * other languages; what somebody or a model wrote is the same in each.
   */
  Map<String, String> description(ReportData.Segment segment) {
    Description description = segment.description();
    Map<String, String> sentences = new LinkedHashMap<>();
    for (ReportLanguage language : ReportLanguage.values()) {
      boolean asItIs = language == ReportLanguage.ENGLISH || description.writer().isPresent();
      String text = asItIs ? description.text() : description(segment, Messages.in(language));
      sentences.put(language.tag(), names.sentence(text));
    }
    return sentences;
  }

  /** What a reader should know, by language. */
  Map<String, String> note(Note note) {
    // Before they are put into words: not every script sets ids off by blanks.
    Note masked = new Note(note.code(), note.values().stream().map(names::sentence).toList());
    return inAll(messages -> new NoteText(messages).words(masked));
  }

  private Map<String, String> inAll(Function<Messages, String> sentence) {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (ReportLanguage language : ReportLanguage.values()) {
      String text = sentence.apply(Messages.in(language));
      sentences.put(language.tag(), names.sentence(text));
    }
    return sentences;
  }

  private static String verdict(Manifest manifest, Messages messages) {
    Manifest.SegmentFigures figures = manifest.segmentation();
    String k = Integer.toString(figures.segments());
    List<Segmentation.KPoint> curve = figures.curve();
    return switch (figures.verdict().basis()) {
      case GIVEN -> messages.text("verdict.given", k);
      case PEAK ->
          messages.text("verdict.peak", k, silhouette(highest(curve)), least(curve), most(curve));
      case FORESIGHT ->
          messages.text(
              "verdict.foresight",
              k,
              silhouette(highest(curve)),
              Integer.toString(highest(curve).k()));
      case FORMER -> messages.text("verdict.former", k);
      case DENSITY ->
          messages.text(
              "verdict.density",
              k,
              messages.text(
                  "percent", String.format(Locale.ROOT, "%.0f", 100 * figures.overall().noise())));
      case TOO_LITTLE ->
          messages.text("verdict.too-little", whole(manifest.counts().getOrDefault("users", 0L)));
      case ALIKE -> messages.text("verdict.alike");
      case NO_CLUSTERS ->
          curve.isEmpty()
              ? messages.text("verdict.nothing-dense")
              : messages.text("verdict.no-clusters", least(curve), most(curve));
    };
  }

  private static Segmentation.KPoint highest(List<Segmentation.KPoint> curve) {
    Segmentation.KPoint highest = new Segmentation.KPoint(1, 0, Double.NEGATIVE_INFINITY);
    for (Segmentation.KPoint point : curve) {
      highest = point.silhouette() > highest.silhouette() ? point : highest;
    }
    return highest;
  }

  private static String silhouette(Segmentation.KPoint point) {
    return String.format(Locale.ROOT, "%.3f", point.silhouette());
  }

  private static String least(List<Segmentation.KPoint> curve) {
    return curve.isEmpty() ? "1" : Integer.toString(curve.getFirst().k());
  }

  private static String most(List<Segmentation.KPoint> curve) {
    return curve.isEmpty() ? "1" : Integer.toString(curve.getLast().k());
  }

  private static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String description(ReportData.Segment segment, Messages messages) {
    Description description = segment.description();
    String about =
        description.phrases().stream()
            .limit(PHRASES)
            .map(Description.Phrase::text)
            .collect(Collectors.joining(messages.text("separator")));
    String users =
        segment.size() == 1
            ? messages.text("sizes.users.one")
            : messages.text("sizes.users", whole(segment.size()));
    String who = about.isEmpty() ? users : messages.text("description.about", users, about);
    if (description.items().isEmpty()) {
      return messages.text("description.whole", who);
    }
    Description.Lift first = description.items().getFirst();
    return messages.text(
        "description.touched",
        who,
        messages.text("percent", String.format(Locale.ROOT, "%.0f", 100 * first.share())),
        first.label(),
        messages.text("times", String.format(Locale.ROOT, "%.1f", first.lift())));
  }
}
