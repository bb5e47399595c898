package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.option.TextColumnOptions;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.language.wordvector.Word2VecOptions;
import dev.coterie.language.wordvector.Word2VecOptions.Architecture;
import dev.coterie.pipeline.table.WholeFile;
import dev.coterie.pipeline.words.WordTraining;
import dev.coterie.pipeline.words.WordTraining.Splitting;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns word vectors from a column of text. */
@Command(
    name = "word2vec",
    mixinStandardHelpOptions = true,
    description = "Learns vectors of words, or of items in sessions, from a column of a table.",
    footer = {
      "",
      "Files are those of word2vec, which other programs read; embed takes them as a model. Printed",
      "are words, vocabulary, dimension and seconds, those of the learning alone.",
      "",
      "Examples:",
      "  coterie word2vec items.csv --column title --out vectors.bin",
      "  coterie word2vec sessions.csv --column items --split blanks --window 10 --out items.txt.gz",
      "  coterie embed items.csv --column title --model vectors.bin --out titles.npy"
    })
final class Word2vecCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private TextColumnOptions text = new TextColumnOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the vectors go: .bin, .txt or .vec, each also with .gz.")
  private Path out = Path.of("vectors.bin");

  @Option(
      names = "--algorithm",
      paramLabel = "skip-gram|cbow",
      description = "A word from each neighbour, or from their mean (default: skip-gram).")
  private String algorithm = "skip-gram";

  @Option(
      names = "--dimension",
      paramLabel = "N",
      description = "Numbers a vector (default: ${DEFAULT-VALUE}).")
  private int dimension = Word2VecOptions.DEFAULT.dimension();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Neighbours on each side (default: ${DEFAULT-VALUE}).")
  private int window = Word2VecOptions.DEFAULT.window();

  @Option(
      names = "--min-count",
      paramLabel = "N",
      description = "Words must occur so often (default: ${DEFAULT-VALUE}).")
  private int minCount = Word2VecOptions.DEFAULT.minCount();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the texts (default: ${DEFAULT-VALUE}).")
  private int epochs = Word2VecOptions.DEFAULT.epochs();

  @Option(
      names = "--negatives",
      paramLabel = "N",
      description = "Random words against each true one (default: ${DEFAULT-VALUE}).")
  private int negatives = Word2VecOptions.DEFAULT.negatives();

  @Option(
      names = "--sample",
      paramLabel = "SHARE",
      description = "Pass over words more frequent than this at times (default: ${DEFAULT-VALUE}).")
  private double sample = Word2VecOptions.DEFAULT.sample();

  @Option(
      names = "--split",
      paramLabel = "words|blanks",
      description = "Words of a language, or what stands between blanks (default: words).")
  private String split = "words";

  @Option(
      names = "--fast",
      description = "All threads at once; vectors then differ a little from run to run.")
  private boolean fast;

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  Word2vecCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Word2VecOptions options = options();
    Splitting splitting = word("--split", split, Splitting.class);
    terminal.interruption().unfinished(WholeFile.unfinished(out));
    WordTraining.Summary summary;
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      summary =
          WordTraining.run(
              text.files(),
              text.column(),
              splitting,
              options,
              out,
              compute.seedOrDefault(),
              workplace.machine(),
              shown.progress());
    }
    terminal
        .output(format)
        .print(
            summary,
            new Table("words", "vocabulary", "dimension", "seconds")
                .row(
                    summary.words(), summary.vocabulary(), summary.dimension(), summary.seconds()));
  }

  private Word2VecOptions options() {
    Architecture architecture = word("--algorithm", algorithm, Architecture.class);
    try {
      return new Word2VecOptions(
          architecture,
          dimension,
          window,
          minCount,
          epochs,
          negatives,
          sample,
          Word2VecOptions.DEFAULT.rate(),
          fast);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw new BadUsage("--" + message.replace("minCount", "min-count") + ".", e);
    }
  }

  private static <E extends Enum<E>> E word(String option, String value, Class<E> type) {
    try {
      return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new BadUsage(
          option
              + " is "
              + String.join(
                  " or ",
                  List.of(type.getEnumConstants()).stream()
                      .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                      .toList())
              + ", not '"
              + value
              + "'.",
          e);
    }
  }
}
