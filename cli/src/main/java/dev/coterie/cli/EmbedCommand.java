package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.option.TextColumnOptions;
import dev.coterie.cli.terminal.Table;
import dev.coterie.pipeline.table.WholeFile;
import dev.coterie.pipeline.words.ColumnEmbedding;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Turns a column of text into vectors. */
@Command(
    name = "embed",
    mixinStandardHelpOptions = true,
    description = "Turns a column of text into vectors, a row of numbers a row of the table.",
    footer = {
      "",
      "Models: minilm and bge-en (English), bge-zh (Chinese), tfidf (learned from the column), the",
      "folder of a model as downloaded from a hub (onnx/model.onnx, tokenizer.json), a file of word",
      "vectors (GloVe or word2vec, text or binary, gzipped or not).",
      "Printed are texts, dimension and seconds, those of the embedding alone.",
      "",
      "Examples:",
      "  coterie embed items.csv --column title --model minilm --out vectors.npy",
      "  coterie embed items.jsonl.gz --column title --model ./e5-small --out vectors.parquet"
    })
final class EmbedCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private TextColumnOptions text = new TextColumnOptions();

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      required = true,
      description = "A model by its name, its folder, or its file.")
  private String model = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the vectors go: .npy (float32) or .parquet (column vector).")
  private Path out = Path.of("vectors.npy");

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  EmbedCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private record Report(long texts, int dimension, double seconds) {}

  @Override
  public void run() {
    terminal.interruption().unfinished(WholeFile.unfinished(out));
    ColumnEmbedding.Summary summary;
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      summary =
          ColumnEmbedding.run(
              text.files(),
              text.column(),
              model,
              out,
              compute.seedOrDefault(),
              workplace.machine(),
              shown.progress());
    }
    summary.notes().forEach(note -> terminal.note(compute.quiet(), note));
    terminal
        .output(format)
        .print(
            new Report(summary.texts(), summary.dimension(), summary.seconds()),
            new Table("texts", "dimension", "seconds")
                .row(summary.texts(), summary.dimension(), summary.seconds()));
  }
}
