package dev.coterie.pipeline.report;

import dev.coterie.domain.Description;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The segments with their evidence, subsegments inside, as the page's script reads them. */
final class SegmentCards {
  private static final int LIFTS = 8;
  private static final int PHRASES = 14;
  private static final int EXEMPLARS = 8;

  private final ReportData data;
  private final UserNames names;
  private final Sentences sentences;

  SegmentCards(ReportData data, UserNames names, Sentences sentences) {
    this.data = data;
    this.names = names;
    this.sentences = sentences;
  }

  List<Object> cards() {
    List<Object> cards = new ArrayList<>();
    for (ReportData.Segment segment : data.level(1)) {
      Map<String, Object> card = card(segment);
      List<Object> inside = new ArrayList<>();
      List<ReportData.Segment> subsegments = data.level(2);
      for (int i = 0; i < subsegments.size(); i++) {
        if (subsegments.get(i).parent().orElse("").equals(segment.id())) {
          Map<String, Object> part = card(subsegments.get(i));
          part.put("index", i);
          inside.add(part);
        }
      }
      card.put("inside", inside);
      cards.add(card);
    }
    return cards;
  }

  private Map<String, Object> card(ReportData.Segment segment) {
    Description description = segment.description();
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("id", segment.id());
    card.put("name", description.name());
    card.put("text", sentences.description(segment));
    card.put("size", segment.size());
    card.put("share", Numbers.finite(segment.share()));
    card.put("silhouette", Numbers.finite(segment.quality().silhouette()));
    card.put("cohesion", Numbers.finite(segment.quality().cohesion()));
    description.assignability().ifPresent(share -> card.put("fit", Numbers.finite(share)));
    card.put("phrases", phrases(description.phrases()));
    card.put("items", lifts(description.items()));
    card.put("categories", lifts(description.categories()));
    card.put("queries", lifts(description.queries()));
    card.put(
        "exemplars", description.exemplars().stream().limit(EXEMPLARS).map(names::name).toList());
    card.put("behaviour", behaviour(description.behaviour()));
    return card;
  }

  private static List<Object> phrases(List<Description.Phrase> phrases) {
    List<Object> out = new ArrayList<>();
    for (Description.Phrase phrase : phrases.subList(0, Math.min(PHRASES, phrases.size()))) {
      out.add(
          new TreeMap<>(
              Map.of("text", phrase.text(), "score", phrase.score(), "users", phrase.users())));
    }
    return out;
  }

  private static List<Object> lifts(List<Description.Lift> lifts) {
    List<Object> out = new ArrayList<>();
    for (Description.Lift lift : lifts.subList(0, Math.min(LIFTS, lifts.size()))) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("label", lift.label().isBlank() ? lift.id() : lift.label());
      row.put("users", lift.users());
      row.put("share", Numbers.finite(lift.share()));
      row.put("lift", Numbers.finite(lift.lift()));
      out.add(row);
    }
    return out;
  }

  private static List<Object> behaviour(List<Description.Behaviour> behaviour) {
    List<Object> out = new ArrayList<>();
    for (Description.Behaviour feature : behaviour) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("feature", feature.feature());
      row.put("mean", Numbers.finite(feature.mean()));
      row.put("everyone", Numbers.finite(feature.everyone()));
      row.put("deviations", Numbers.finite(feature.deviations()));
      out.add(row);
    }
    return out;
  }
}
