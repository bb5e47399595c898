package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.ConfigurationOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.pipeline.encoder.Comparison;
import dev.coterie.pipeline.encoder.EncoderComparison;
import dev.coterie.recommend.evaluation.Estimate;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which encoder serves these data best. */
@Command(
    name = "embedders",
    mixinStandardHelpOptions = true,
    description = "Compares encoders of text on your own events and catalogue, and recommends one.",
    footer = {
      "",
      "A fifth of the items is held out and placed by text alone: recall@10 and AUC say how well each",
      "encoder foresees who touches them. Beside it: how stable the segments are, texts a second,",
      "dimension. A bigger model is not always a better one; this tells for your data.",
      "",
      "Examples:",
      "  coterie embedders --events shop.csv --items items.csv",
      "  coterie embedders --events shop.csv --items items.csv --model minilm tfidf ./e5-small",
      "  coterie embedders --config shop.yaml --format json   encoders[] with name, dimension,",
      "                                                       texts_per_second, recall, auc,",
      "                                                       stability; recommended, why"
    })
final class EmbeddersCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private ConfigurationOptions settings = new ConfigurationOptions();

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH|URL",
      arity = "1..*",
      description =
          "What to compare: minilm, bge-en, bge-zh, tfidf, word2vec (trained here), configured (those"
              + " of the settings), a folder, a file of word vectors, URL#MODEL (default: the bundled).")
  private List<String> models = List.of();

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  EmbeddersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Comparison comparison;
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      comparison =
          EncoderComparison.run(
              settings.configuration(compute), models, workplace.machine(), shown.progress());
    }
    Output output = terminal.output(format);
    output.print(comparison, table(comparison));
    output.line("");
    output.line(
        "%d items held out, %d users; by chance recall@10 would be %.4f; ± is the 95 %% interval"
            .formatted(comparison.coldItems(), comparison.users(), comparison.chance()));
    output.line("Recommended: " + comparison.recommended() + ". " + comparison.why());
  }

  private static Table table(Comparison comparison) {
    Table table =
        new Table(
            "encoder", "recall@10", "±", "auc", "stability", "silhouette", "texts/s", "dimension");
    for (Comparison.Encoder encoder : comparison.encoders()) {
      table.row(
          encoder.name(),
          encoder.recall().mean(),
          half(encoder.recall()),
          encoder.auc().mean(),
          encoder.stability(),
          encoder.silhouette(),
          encoder.textsPerSecond(),
          encoder.dimension());
    }
    return table;
  }

  private static double half(Estimate estimate) {
    return (estimate.high() - estimate.low()) / 2;
  }
}
