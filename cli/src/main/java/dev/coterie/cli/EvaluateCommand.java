package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.ConfigurationOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.backtest.Backtest;
import dev.coterie.pipeline.backtest.BacktestPage;
import dev.coterie.pipeline.backtest.BacktestResult;
import dev.coterie.pipeline.backtest.Question;
import dev.coterie.pipeline.backtest.SegmentWorth;
import dev.coterie.pipeline.table.WholeFile;
import dev.coterie.recommend.evaluation.Estimate;
import dev.coterie.recommend.evaluation.Protocol;
import dev.coterie.recommend.evaluation.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How well the recommenders foresee what users did next. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Holds a part of the events back and measures how well it is foreseen.",
    footer = {
      "",
      "Evaluated are users with known events who did something new; what they had already is no",
      "candidate. Figures have 95 %% intervals.",
      "",
      "Examples:",
      "  coterie evaluate --events shop.csv                temporal:0.9, or random:0.8 without times",
      "  coterie evaluate --events shop.csv --split leave-last-out --k 5,10,20",
      "  coterie evaluate --events shop.csv --split cold-users:0.9         users of one known event",
      "  coterie evaluate --events shop.csv --items items.csv --split cold-items:0.9     new items",
      "  coterie evaluate --events shop.csv --report evaluation.html               a page to pass on",
      "  coterie evaluate --train u1.base --test u1.test --protocol ms-movielens",
      "  coterie evaluate --events shop.csv --format json  split, users, models[] with name, metrics",
      "                                                    (ndcg@10 to mean, low, high), difference"
    })
final class EvaluateCommand implements Runnable {
  private final Terminal terminal;
  @Mixin private ConfigurationOptions settings = new ConfigurationOptions();

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description =
          "temporal:Q, leave-last-out, random:Q, per-user:Q, per-item:Q, cold-users:Q or cold-items:Q, Q the share that is known (default: temporal:0.9, random:0.8 where there are no times).")
  private @Nullable String split;

  @Option(
      names = "--train",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files to learn from, in place of --events; with --test.")
  private List<String> train = List.of();

  @Option(
      names = "--test",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files of what is to be foreseen.")
  private List<String> test = List.of();

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files on which settings are chosen (default: parts of --train).")
  private List<String> validation = List.of();

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description =
          "What is relevant, and by which formulas: new-items (default), ms-movielens or lightgcn.")
  private String protocol = "new-items";

  @Option(
      names = "--k",
      paramLabel = "N",
      split = ",",
      description = "Lengths of the lists that are judged (default: 10; lightgcn: 20).")
  private List<Integer> ks = List.of();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where a page with all figures goes (HTML).")
  private @Nullable Path report;

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Question question = question();
    if (report != null) {
      WholeFile.checkWritable(report);
    }
    FitConfiguration given = settings.configuration(compute);
    FitConfiguration configuration =
        train.isEmpty()
            ? given
            : given.withSource(given.source().withFiles(train, given.source().items()));
    BacktestResult result = run(configuration, question);
    if (!result.note().isEmpty()) {
      terminal.note(compute.quiet(), result.note());
    }
    terminal.note(compute.quiet(), learned(result));
    if (report != null) {
      WholeFile.write(report, BacktestPage.of(result));
      terminal.note(compute.quiet(), "wrote " + report);
    }
    Output output = terminal.output(format);
    output.print(result, table(result));
    output.line(
        "%d users, %s, protocol %s; ± is the 95 %% interval; above = NDCG above %s on the same users"
            .formatted(result.users(), result.split(), result.protocol(), result.baseline()));
    output.line("");
    output.more(variation(result));
    output.line(
        "above: NDCG on the same users, 95 % by the paired bootstrap; gini 0 gives all items as often");
    output.line("");
    output.more(groups(result));
    if (result.segments() != null) {
      output.line("");
      if (!result.segments().byCount().isEmpty()) {
        output.more(counts(result.segments()));
        output.line(
            "other numbers of segments by the same settings and weights: NDCG above, as before");
        output.line("");
      }
      output.line(result.segments().verdict());
    }
  }

  private BacktestResult run(FitConfiguration configuration, Question question) {
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      return Backtest.run(configuration, question, workplace.machine(), shown.progress());
    }
  }

  /** What other numbers of segments are worth. */
  private static Table counts(SegmentWorth segments) {
    List<String> keys =
        segments.byCount().stream()
            .flatMap(at -> at.differences().keySet().stream())
            .distinct()
            .toList();
    List<String> columns = new ArrayList<>(List.of("segments"));
    keys.forEach(key -> columns.add(key.replace('_', ' ')));
    Table table = new Table(columns.toArray(String[]::new));
    for (SegmentWorth.AtCount at : segments.byCount()) {
      List<@Nullable Object> row = new ArrayList<>(List.of(at.segments()));
      for (String key : keys) {
        row.add(Optional.ofNullable(at.differences().get(key)).map(Estimate::signed).orElse(null));
      }
      table.row(row.toArray());
    }
    return table;
  }

  private static Table variation(BacktestResult result) {
    List<String> others = result.compared();
    List<String> columns = new ArrayList<>(List.of("model"));
    others.forEach(other -> columns.add("above " + other));
    columns.addAll(List.of("auc", "gini", "novelty", "diversity", "calibration", "same list"));
    Table table = new Table(columns.toArray(String[]::new));
    for (BacktestResult.ModelFigures model : result.models()) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(model.name());
      for (String other : others) {
        Estimate above = model.above().get(other);
        row.add(above == null ? null : above.signed());
      }
      BacktestResult.Variation variation = model.variation();
      Estimate calibration = variation.calibration();
      row.addAll(
          Arrays.asList(
              variation.auc().mean(),
              variation.gini(),
              variation.novelty().mean(),
              variation.diversity().mean(),
              calibration == null ? null : calibration.mean(),
              variation.sameList()));
      table.row(row.toArray());
    }
    return table;
  }

  /** NDCG by how much was known of users, a column a group. */
  private static Table groups(BacktestResult result) {
    List<String> columns = new ArrayList<>(List.of("ndcg by known events"));
    result
        .byHistory()
        .forEach(group -> columns.add("%s (%d users)".formatted(group.group(), group.users())));
    Table table = new Table(columns.toArray(String[]::new));
    for (BacktestResult.ModelFigures model : result.models()) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(model.name());
      result
          .byHistory()
          .forEach(
              group ->
                  row.add(
                      Optional.ofNullable(group.ndcg().get(model.name()))
                          .map(Estimate::mean)
                          .orElse(null)));
      table.row(row.toArray());
    }
    return table;
  }

  /** What the fused ranking is made of, with the figures that told so. */
  private static String learned(BacktestResult result) {
    Map<String, Double> validation = result.fusion().validation();
    return "Chosen inside the known part: fused = "
        + result.fusion().weights().entrySet().stream()
            .filter(weight -> weight.getValue() > 0)
            .map(
                weight -> String.format(Locale.ROOT, "%.3g %s", weight.getValue(), weight.getKey()))
            .collect(Collectors.joining(" + "))
        + "; NDCG@10 there: "
        + validation.entrySet().stream()
            .map(ndcg -> String.format(Locale.ROOT, "%s %.4f", ndcg.getKey(), ndcg.getValue()))
            .collect(Collectors.joining(", "))
        + ".\n"
        + result.choices().stream()
            .map(choice -> choice.setting() + ": " + choice.chosen())
            .collect(Collectors.joining("\n"));
  }

  private Question question() {
    List<Integer> lengths = ks.stream().distinct().sorted().toList();
    if (!lengths.isEmpty() && lengths.getFirst() < 1) {
      throw new BadUsage("--k must be at least 1, not " + lengths.getFirst() + ".");
    }
    if (train.isEmpty() != test.isEmpty()) {
      throw new BadUsage("--train and --test go together: name the files of both.");
    }
    if (!train.isEmpty() && split != null) {
      throw new BadUsage("--train and --test are the split: leave --split out.");
    }
    if (train.isEmpty() && !validation.isEmpty()) {
      throw new BadUsage("--validation needs --train and --test.");
    }
    return new Question(
        train.isEmpty()
            ? new Question.Parts.BySplit(
                Optional.ofNullable(split).map(text -> read("--split", text, Split::parse)))
            : new Question.Parts.ByFiles(test, validation),
        read("--protocol", protocol, Protocol::parse),
        lengths);
  }

  private static <T> T read(String option, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new BadUsage(option + ": " + e.getMessage() + ".", e);
    }
  }

  private Table table(BacktestResult result) {
    boolean exact = !terminal.output(format).forPeople();
    List<String> metrics = List.copyOf(result.models().getFirst().metrics().keySet());
    List<String> differences = List.copyOf(result.models().getFirst().difference().keySet());
    List<String> columns = new ArrayList<>(List.of("model"));
    for (String metric : metrics) {
      columns.add(metric);
      if (exact) {
        columns.add(metric + " low");
        columns.add(metric + " high");
      }
    }
    for (String difference : differences) {
      columns.add("above " + difference);
    }
    Table table = new Table(columns.toArray(String[]::new));
    for (BacktestResult.ModelFigures model : result.models()) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(model.name());
      for (Estimate estimate : model.metrics().values()) {
        if (exact) {
          row.addAll(List.of(estimate.mean(), estimate.low(), estimate.high()));
        } else {
          row.add(estimate.mean());
        }
      }
      for (Estimate estimate : model.difference().values()) {
        row.add(exact ? (Object) estimate.mean() : estimate.signed());
      }
      table.row(row.toArray());
    }
    return table;
  }
}
