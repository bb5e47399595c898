package dev.coterie.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program: {@code coterie COMMAND …}. */
@Command(
    name = "coterie",
    mixinStandardHelpOptions = true,
    versionProvider = CoterieCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Interest segments that a team can name, trust and act on, and recommendations.",
    subcommands = {
      DemoCommand.class,
      ValidateCommand.class,
      FitCommand.class,
      ReportCommand.class,
      SegmentsCommand.class,
      UsersCommand.class,
      RecommendCommand.class,
      AssignCommand.class,
      DiffCommand.class,
      EditCommand.class,
      AudienceCommand.class,
      EvaluateCommand.class,
      TuneCommand.class,
      EmbedCommand.class,
      Word2vecCommand.class,
      EmbeddersCommand.class,
      ClusterCommand.class,
      MetricsCommand.class,
      ServeCommand.class,
      KeysCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      DistCommand.class,
      DoctorCommand.class,
      VerifyCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  coterie demo                                   the whole job on the bundled sample",
      "  coterie fit --events shop.csv --out snapshot/  segments from your own events",
      "  coterie report snapshot/                       what was found, as a page",
      "  coterie fit --help                             one command in detail",
      "",
      "Exit codes: 0 done, 1 failed, 2 bad usage, 3 bad input, 130 interrupted."
    })
public final class CoterieCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), args));
  }

  /** Runs one command and gives its exit code; nothing is thrown. */
  static int run(Terminal terminal, String... args) {
    return terminal.interruption().commandEnded(execute(terminal, args));
  }

  private static int execute(Terminal terminal, String... args) {
    PrintWriter err = new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8);
    boolean verbose = Arrays.asList(args).contains("--verbose");
    try {
      int code =
          commandLine(terminal)
              .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
              .setErr(err)
              .setParameterExceptionHandler((e, _) -> Errors.tellUsage(e, err))
              .setExecutionExceptionHandler((e, command, parsed) -> Errors.tell(e, verbose, err))
              .execute(args);
      return terminal.out().lost().map(e -> Errors.tellLost(e, err)).orElse(code);
    } catch (Error e) {
      return Errors.tell(e, verbose, err);
    }
  }

  private static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new CoterieCommand(), factory(terminal))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, CoterieCommand::path)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        // Else --events would take a mistyped option for one more file.
        .setUnmatchedOptionsAllowedAsOptionParameters(false)
        .setAbbreviatedOptionsAllowed(false);
  }

  /** An empty path would be the folder that the command runs in. */
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("a path must not be empty");
    }
    return Path.of(text);
  }

  static CommandLine.IFactory factory(Terminal terminal) {
    return new TerminalFactory(terminal);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say which command to run.");
  }

  /** Gives every command its terminal. */
  private record TerminalFactory(Terminal terminal) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (var constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Terminal.class})) {
          return type.cast(constructor.newInstance(terminal));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }

  /** The version that the build wrote. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws Exception {
      Properties properties = new Properties();
      try (var in = CoterieCommand.class.getResourceAsStream("version.properties")) {
        properties.load(in);
      }
      return new String[] {"coterie " + properties.getProperty("version")};
    }
  }
}
