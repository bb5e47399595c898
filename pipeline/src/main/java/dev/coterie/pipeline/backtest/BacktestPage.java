package dev.coterie.pipeline.backtest;

import dev.coterie.domain.Choices;
import dev.coterie.pipeline.backtest.BacktestResult.GroupFigures;
import dev.coterie.pipeline.backtest.BacktestResult.ModelFigures;
import dev.coterie.pipeline.backtest.BacktestResult.Variation;
import dev.coterie.recommend.evaluation.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found as one HTML page. It runs no script and opens no connection; every text is
 * escaped.
 */
public final class BacktestPage {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Coterie: evaluation</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
      h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2rem }
      .wide { overflow-x: auto }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums }
      th, td { padding: .25rem .7rem; text-align: right; border-bottom: 1px solid #8884; white-space: nowrap }
      th:first-child, td:first-child { text-align: left }
      .verdict { font-size: 1.1rem; border-left: 4px solid #2a78d6; padding-left: .8rem }
      .note { color: #777 }
      svg text { fill: currentColor; font: 13px system-ui, sans-serif }
      </style>
      </head>
      <body>
      """;

  private static final int BAR_LEFT = 190;
  private static final int BAR_WIDTH = 480;
  private static final int BAR_HEIGHT = 24;

  private final BacktestResult result;
  private final StringBuilder page = new StringBuilder(HEAD);

  private BacktestPage(BacktestResult result) {
    this.result = result;
  }

  /** The whole page. */
  public static String of(BacktestResult result) {
    return new BacktestPage(result).html();
  }

  private String html() {
    element("h1", "How well lists foresee what users did");
    element(
        "p",
        "%,d users, parted by %s, judged by protocol %s. Everything was learned and chosen in the known part alone."
            .formatted(result.users(), result.split(), result.protocol()));
    note(result.note());
    SegmentWorth segments = result.segments();
    if (segments != null) {
      page.append("<p class=\"verdict\">").append(escaped(segments.verdict())).append("</p>\n");
    }
    String first = result.models().getFirst().difference().firstEntry().getKey();
    element("h2", first.toUpperCase(Locale.ROOT) + " by model");
    bars(first);
    note("The line at the end of a bar is the 95 % interval of the mean over users.");
    figures();
    variation();
    groups("By how many events of a user were known", "known events", result.byHistory());
    groups("By segment", "segment", result.bySegment());
    if (segments != null && !segments.byCount().isEmpty()) {
      counts(segments.byCount());
    }
    choices();
    return page.append("</body>\n</html>\n").toString();
  }

  private void bars(String metric) {
    List<ModelFigures> models = result.models();
    double most =
        models.stream().mapToDouble(model -> estimate(model, metric).high()).max().orElse(0);
    double scale = most > 0 ? BAR_WIDTH / most : 0;
    int height = models.size() * BAR_HEIGHT + 4;
    page.append(
        "<svg role=\"img\" aria-label=\"%s by model\" viewBox=\"0 0 760 %d\" width=\"760\" height=\"%d\">%n"
            .formatted(escaped(metric), height, height));
    for (int m = 0; m < models.size(); m++) {
      Estimate estimate = estimate(models.get(m), metric);
      int y = m * BAR_HEIGHT + 4;
      page.append(
          String.format(
              Locale.ROOT,
              "<text x=\"0\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"%s\"/>",
              y + 13,
              escaped(models.get(m).name()),
              BAR_LEFT,
              y,
              scale * estimate.mean(),
              m == models.size() - 1 ? "#2a78d6" : "#86a9d0"));
      page.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"currentColor\"/><text x=\"%.1f\" y=\"%d\">%.4f</text>%n",
              BAR_LEFT + scale * estimate.low(),
              BAR_LEFT + scale * estimate.high(),
              y + 8,
              y + 8,
              BAR_LEFT + scale * estimate.high() + 6,
              y + 13,
              estimate.mean()));
    }
    page.append("</svg>\n");
  }

  private static Estimate estimate(ModelFigures model, String metric) {
    return Objects.requireNonNull(model.metrics().get(metric));
  }

  private void figures() {
    element("h2", "Being right");
    List<String> metrics = List.copyOf(result.models().getFirst().metrics().keySet());
    table(
        Stream.concat(Stream.of("model"), metrics.stream()).toList(),
        result.models().stream()
            .map(
                model ->
                    Stream.concat(
                            Stream.of(model.name()),
                            metrics.stream().map(metric -> plain(estimate(model, metric).mean())))
                        .toList())
            .toList());
  }

  private void variation() {
    element("h2", "Being sure, and being varied");
    List<String> others = result.compared();
    List<String> columns = new ArrayList<>(List.of("model"));
    others.forEach(other -> columns.add("NDCG above " + other));
    columns.addAll(List.of("AUC", "Gini", "novelty", "diversity", "calibration", "same list"));
    List<List<String>> rows = new ArrayList<>();
    for (ModelFigures model : result.models()) {
      Variation variation = model.variation();
      List<String> row = new ArrayList<>(List.of(model.name()));
      others.forEach(other -> row.add(range(model.above().get(other))));
      row.add(plain(variation.auc().mean()));
      row.add(plain(variation.gini()));
      row.add(plain(variation.novelty().mean()));
      row.add(plain(variation.diversity().mean()));
      row.add(Optional.ofNullable(variation.calibration()).map(e -> plain(e.mean())).orElse(""));
      row.add(plain(variation.sameList()));
      rows.add(row);
    }
    table(columns, rows);
    note(
        "Above: on the same users, 95 % by the paired bootstrap. Gini 0 gives all items as often, near 1 the same few to all. Novelty in bits. Calibration 0 has categories as the user's past has them. Same list: share of users whose list somebody else has too.");
  }

  private void groups(String title, String of, List<GroupFigures> groups) {
    if (groups.isEmpty()) {
      return;
    }
    element("h2", title);
    List<String> models = List.copyOf(groups.getFirst().ndcg().keySet());
    table(
        Stream.concat(Stream.of(of, "users"), models.stream()).toList(),
        groups.stream()
            .map(
                group ->
                    Stream.concat(
                            Stream.of(group.group(), String.valueOf(group.users())),
                            models.stream()
                                .map(
                                    model ->
                                        Optional.ofNullable(group.ndcg().get(model))
                                            .map(e -> plain(e.mean()))
                                            .orElse("")))
                        .toList())
            .toList());
    note("Mean NDCG of the first k.");
  }

  private void counts(List<SegmentWorth.AtCount> counts) {
    element("h2", "Other numbers of segments");
    table(
        List.of(
            "segments", "their best sellers, above everyone's", "fused, above without segments"),
        counts.stream()
            .map(
                at ->
                    List.of(
                        String.valueOf(at.segments()),
                        range(at.differences().get(SegmentWorth.ALONE)),
                        range(at.differences().get(SegmentWorth.JOINED))))
            .toList());
    note(
        "NDCG, paired bootstrap, by the settings and weights that were chosen for the segments of the fit.");
  }

  private void choices() {
    element("h2", "What was chosen in the known part");
    table(
        List.of("recommender", "weight in fused", "NDCG@10 there"),
        result.fusion().validation().entrySet().stream()
            .map(
                entry ->
                    List.of(
                        entry.getKey(),
                        Optional.ofNullable(result.fusion().weights().get(entry.getKey()))
                            .map(weight -> String.format(Locale.ROOT, "%.3g", weight))
                            .orElse(""),
                        plain(entry.getValue())))
            .toList());
    table(
        List.of("setting", "chosen", "tried"),
        result.choices().stream().map(BacktestPage::told).toList());
  }

  private static List<String> told(Choices.Choice choice) {
    return List.of(choice.setting(), choice.chosen(), String.valueOf(choice.trials().size()));
  }

  private void table(List<String> columns, List<List<String>> rows) {
    page.append("<div class=\"wide\"><table>\n");
    row("th", columns);
    rows.forEach(row -> row("td", row));
    page.append("</table></div>\n");
  }

  private void row(String cell, List<String> values) {
    page.append("<tr>");
    values.forEach(value -> page.append("<%s>%s</%s>".formatted(cell, escaped(value), cell)));
    page.append("</tr>\n");
  }

  private void element(String name, String text) {
    page.append("<%s>%s</%s>%n".formatted(name, escaped(text), name));
  }

  private void note(String text) {
    if (!text.isBlank()) {
      page.append("<p class=\"note\">").append(escaped(text)).append("</p>\n");
    }
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String range(@Nullable Estimate estimate) {
    return estimate == null ? "" : estimate.signed();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
