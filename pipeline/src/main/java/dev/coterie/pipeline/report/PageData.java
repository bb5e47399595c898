package dev.coterie.pipeline.report;

import dev.coterie.clustering.hierarchy.Linkage;
import dev.coterie.domain.Choices;
import dev.coterie.domain.DataQuality;
import dev.coterie.domain.Drift;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.Plan;
import dev.coterie.domain.Segmentation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The report's content as maps and lists: what the page's script reads, and nothing else. */
final class PageData {
  private static final int MOST_SUGGESTED = 10;

  private final ReportData data;
  private final ReportOptions options;
  private final UserNames names;
  private final Sentences sentences;

  PageData(ReportData data, ReportOptions options) {
    this.data = data;
    this.options = options;
    this.names =
        new UserNames(options.users(), data.users().ids(), data.manifest().data().robots());
    this.sentences = new Sentences(names);
  }

  Map<String, Object> content() {
    Manifest manifest = data.manifest();
    int segments = data.level(1).size();
    UserColumns columns = new UserColumns(data.users());
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("language", options.language().tag());
    page.put("named", options.users());
    page.put("headline", headline());
    page.put("segments", new SegmentCards(data, names, sentences).cards());
    page.put("tree", tree());
    page.put("users", columns.packed(names));
    page.put("centres", columns.centres(segments));
    page.put("silhouettes", silhouettes(segments));
    page.put("curve", curve(manifest.segmentation()));
    page.put("suggestions", suggestions());
    page.put("data", quality(manifest.data()));
    page.put("space", space(manifest.itemSpace()));
    page.put("weights", figures(manifest.fusion().weights()));
    page.put("validation", figures(manifest.fusion().validation()));
    page.put("choices", choices(manifest.choices()));
    page.put("made", made());
    data.course().ifPresent(course -> page.put("course", course(course)));
    data.origin().ifPresent(origin -> page.put("flows", flows(origin)));
    return page;
  }

  private Map<String, Object> headline() {
    Manifest manifest = data.manifest();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("users", data.users().size());
    out.put("items", manifest.data().items());
    out.put("events", manifest.data().kept());
    out.put("segments", data.level(1).size());
    out.put("subsegments", data.level(2).size());
    Segmentation.Overall overall = manifest.segmentation().overall();
    out.put("silhouette", Numbers.finite(overall.silhouette()));
    out.put("inertia", Numbers.finite(overall.inertia()));
    out.put("centreDistance", Numbers.finite(overall.centreDistance()));
    out.put("daviesBouldin", Numbers.finite(overall.daviesBouldin()));
    out.put("calinskiHarabasz", Numbers.finite(overall.calinskiHarabasz()));
    out.put("stability", Numbers.finite(overall.stability()));
    out.put("clusters", manifest.segmentation().verdict().clusters());
    out.put("reason", sentences.verdict(manifest));
    out.put("created", manifest.created().toEpochMilli());
    return out;
  }

  /** Sorted, since the order of a map made by {@code Map.of} changes from run to run. */
  private Map<String, Object> tree() {
    Linkage tree = data.tree();
    return new TreeMap<>(
        Map.of("left", tree.left(), "right", tree.right(), "height", tree.height()));
  }

  private List<Object> silhouettes(int segments) {
    List<Object> out = new ArrayList<>();
    for (float[] segment : SilhouetteSample.of(data.users(), segments)) {
      List<Object> values = new ArrayList<>();
      for (float value : segment) {
        values.add(Float.isFinite(value) ? Math.round(value * 1000) / 1000.0 : 0.0);
      }
      out.add(values);
    }
    return out;
  }

  private static List<Object> curve(Manifest.SegmentFigures figures) {
    List<Object> out = new ArrayList<>();
    for (Segmentation.KPoint point : figures.curve()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("k", point.k());
      row.put("inertia", Numbers.finite(point.inertia()));
      row.put("silhouette", Numbers.finite(point.silhouette()));
      out.add(row);
    }
    return out;
  }

  private static Map<String, Object> course(ReportData.Course course) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("by", course.by());
    out.put("periods", course.periods().stream().map(each -> each.from().toEpochMilli()).toList());
    out.put("sizes", course.sizes());
    course
        .drift()
        .ifPresent(
            drift -> {
              Map<String, Object> judged = new LinkedHashMap<>();
              judged.put("refit", drift.refit());
              judged.put("now", drift(drift.now()));
              judged.put("usual", drift(drift.usual()));
              out.put("drift", judged);
            });
    return out;
  }

  private static Map<String, Object> drift(Drift.Figures figures) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("distance", Numbers.finite(figures.distance()));
    out.put("moved", Numbers.finite(figures.moved()));
    out.put("newItems", Numbers.finite(figures.newItems()));
    return out;
  }

  private static Map<String, Object> flows(ReportData.Origin origin) {
    List<Object> streams = new ArrayList<>();
    for (ReportData.Stream stream : origin.streams()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("from", stream.from());
      row.put("name", stream.name());
      stream.kept().ifPresent(segment -> row.put("kept", segment));
      row.put("toName", stream.toName());
      row.put("to", stream.to());
      row.put("users", stream.users());
      streams.add(row);
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("both", origin.both());
    out.put("stayed", origin.stayed());
    out.put("streams", streams);
    return out;
  }

  private List<Object> suggestions() {
    Map<String, Integer> segmentOf = new LinkedHashMap<>();
    data.suggestions().forEach(list -> segmentOf.put(list.user(), -1));
    for (int u = 0; u < data.users().size(); u++) {
      segmentOf.replace(data.users().ids().get(u), data.users().segment()[u]);
    }
    Map<String, ReasonText> texts = new LinkedHashMap<>();
    for (ReportLanguage language : ReportLanguage.values()) {
      texts.put(language.tag(), new ReasonText(language, data.manifest().data().kinds().keySet()));
    }
    List<Object> out = new ArrayList<>();
    for (ReportData.Suggestions list : data.suggestions()) {
      List<Object> items = new ArrayList<>();
      for (ReportData.Suggestion item : list.items()) {
        if (items.size() < MOST_SUGGESTED) {
          items.add(suggestion(item, texts));
        }
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("user", names.name(list.user()));
      row.put("segment", segmentOf.get(list.user()));
      row.put("items", items);
      out.add(row);
    }
    return out;
  }

  private static Map<String, Object> suggestion(
      ReportData.Suggestion item, Map<String, ReasonText> texts) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("title", item.title());
    row.put("score", Numbers.finite(item.score()));
    row.put("affinity", Numbers.finite(item.affinity()));
    texts.forEach(
        (language, text) ->
            row.put(
                language,
                item.reasons().stream().map(why -> text.words(why.reason(), why.name())).toList()));
    return row;
  }

  private Map<String, Object> quality(DataQuality quality) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("rows", quality.rows());
    out.put("kept", quality.kept());
    out.put("rejected", pairs(quality.rejected()));
    out.put("missing", pairs(quality.missing()));
    out.put("kinds", pairs(quality.kinds()));
    out.put("languages", pairs(quality.languages()));
    out.put("catalogueItems", quality.catalogueItems());
    out.put("unlistedItems", quality.unlistedItems());
    quality.firstTime().map(Instant::toEpochMilli).ifPresent(time -> out.put("first", time));
    quality.lastTime().map(Instant::toEpochMilli).ifPresent(time -> out.put("last", time));
    out.put("longestGap", Numbers.finite(quality.longestGap()));
    out.put("density", Numbers.finite(quality.density()));
    out.put("headShare", Numbers.finite(quality.headShare()));
    out.put("thinUsers", quality.thinUsers());
    out.put("thinItems", quality.thinItems());
    quality.dominantSource().ifPresent(source -> out.put("dominant", names.sentence(source)));
    out.put("textCoverage", Numbers.finite(quality.textCoverage()));
    out.put("robots", quality.robots().size());
    if (names.shown()) {
      out.put("robotIds", quality.robots().stream().limit(20).toList());
    }
    out.put("notes", quality.notes().stream().map(sentences::note).toList());
    return out;
  }

  private static Map<String, Object> space(Manifest.SpaceFigures space) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("method", space.method());
    out.put("dimension", space.dimension());
    out.put("textExplained", figures(space.textExplained()));
    List<Object> blocks = new ArrayList<>();
    for (ItemSpace.BlockFigures block : space.blocks()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", block.block());
      row.put("items", block.items());
      row.put("alone", Numbers.finite(block.alone()));
      row.put("added", Numbers.finite(block.added()));
      row.put("low", Numbers.finite(block.low()));
      row.put("high", Numbers.finite(block.high()));
      blocks.add(row);
    }
    out.put("blocks", blocks);
    List<Object> alignment = new ArrayList<>();
    for (Manifest.Alignment language : space.alignment()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("language", language.language());
      row.put("pivot", language.pivot());
      row.put("users", language.users());
      row.put("before", Numbers.finite(language.before()));
      row.put("after", Numbers.finite(language.after()));
      row.put("applied", language.applied());
      alignment.add(row);
    }
    out.put("alignment", alignment);
    return out;
  }

  private List<Object> choices(Choices choices) {
    List<Object> out = new ArrayList<>();
    for (Choices.Choice choice : choices.choices()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("setting", choice.setting());
      row.put("chosen", choice.chosen());
      row.put("criterion", sentences.note(choice.criterion()));
      List<Object> trials = new ArrayList<>();
      for (Choices.Trial trial : choice.trials()) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("name", trial.value());
        figure.put("value", Numbers.finite(trial.figure()));
        trials.add(figure);
      }
      row.put("trials", trials);
      out.add(row);
    }
    return out;
  }

  private Map<String, Object> made() {
    Manifest manifest = data.manifest();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", manifest.id());
    out.put("seed", Long.toString(manifest.seed()));
    out.put("fingerprint", manifest.fingerprint());
    out.put("configuration", Configuration.flat(manifest.configuration(), names.shown()));
    out.put("versions", pairs(manifest.versions()));
    out.put("counts", pairs(manifest.counts()));
    out.put("timings", figures(manifest.timings()));
    out.put("peakMemory", Numbers.finite(manifest.peakMemoryMib()));
    Plan plan = manifest.plan();
    List<Object> stages = new ArrayList<>();
    for (Plan.Stage stage : plan.stages()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", stage.name());
      row.put("seconds", Numbers.finite(stage.seconds()));
      row.put("memory", Numbers.finite(stage.memoryMib()));
      row.put("disk", Numbers.finite(stage.diskMib()));
      stages.add(row);
    }
    out.put("plan", stages);
    out.put("planMemory", Numbers.finite(plan.peakMemoryMib()));
    out.put("memoryLimit", Numbers.finite(plan.memoryLimitMib()));
    return out;
  }

  /** Names with something to show, in order. */
  private static List<Object> pairs(Map<String, ?> map) {
    List<Object> out = new ArrayList<>();
    map.forEach((name, value) -> out.add(new TreeMap<>(Map.of("name", name, "value", value))));
    return out;
  }

  /** Names with a figure, in order. */
  private static List<Object> figures(Map<String, Double> map) {
    List<Object> out = new ArrayList<>();
    map.forEach(
        (name, value) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("name", name);
          row.put("value", Numbers.finite(value));
          out.add(row);
        });
    return out;
  }
}
