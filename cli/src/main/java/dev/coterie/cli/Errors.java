package dev.coterie.cli;

import dev.coterie.domain.CoterieException;
import dev.coterie.domain.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every way in which a command can fail, as an exit code and one to three lines on stderr. */
final class Errors {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int BAD_USAGE = 2;
  static final int BAD_INPUT = 3;
  static final int INTERRUPTED = 130;

  private static final Pattern QUOTED = Pattern.compile("'(-.*?)'");

  /** A value that is none of those of an enum, as picocli tells it. */
  private static final Pattern CHOICE =
      Pattern.compile("(.*): expected one of \\[(.*)] \\(case-insensitive\\) but was '(.*)'");

  private Errors() {}

  /** Tells what failed while a command ran. */
  static int tell(Throwable failure, boolean verbose, PrintWriter err) {
    int code = code(failure);
    String text = text(failure);
    if (!text.isEmpty()) {
      err.println("coterie: " + text);
    }
    if (verbose) {
      failure.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private static int code(Throwable failure) {
    return switch (failure) {
      case CoterieException.BadUsage e -> BAD_USAGE;
      case CoterieException.BadInput e -> BAD_INPUT;
      case CoterieException.JobFailed e -> FAILED;
      case CancellationException e -> INTERRUPTED;
      default -> FAILED;
    };
  }

  private static String text(Throwable failure) {
    return switch (failure) {
      case CoterieException e -> String.valueOf(e.getMessage());
      case CancellationException e -> "interrupted; nothing unfinished was left.";
      case OutOfMemoryError e ->
          "out of memory ("
              + e.getMessage()
              + ").\nGive it more with --memory, such as --memory 6G; fit --plan tells how much is needed.";
      default ->
          isOfLibrary(failure)
              ? "Cannot load a library: %s.\nIt is unpacked into %s or %s: they need free space and the right to run; see coterie doctor."
                  .formatted(
                      firstLine(deepest(failure)),
                      System.getProperty("java.io.tmpdir"),
                      System.getProperty("user.home"))
              : "this is a bug in Coterie: "
                  + failure
                  + "\nPlease report it with what --verbose shows.";
    };
  }

  /** Whether a native library could not be unpacked or loaded: DuckDB's, ONNX Runtime's. */
  private static boolean isOfLibrary(@Nullable Throwable failure) {
    return failure instanceof ExceptionInInitializerError
        || failure instanceof UnsatisfiedLinkError
        || (failure != null && isOfLibrary(failure.getCause()));
  }

  private static Throwable deepest(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : deepest(cause);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  /** Tells that a result did not arrive where stdout leads. */
  static int tellLost(IOException failure, PrintWriter err) {
    err.println("coterie: Cannot write the result: " + failure.getMessage() + ".");
    err.println("Check the place that stdout leads to, and the free space there.");
    err.flush();
    return FAILED;
  }

  /** Tells what is wrong with the words on the command line, and the nearest right ones. */
  static int tellUsage(ParameterException failure, PrintWriter err) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    List<String> lines = new ArrayList<>();
    switch (failure) {
      case UnmatchedArgumentException e -> lines.add(unknown(unmatched(e), command));
      case MissingParameterException e -> lines.add(missing(e.getMissing()));
      default -> lines.add(value(String.valueOf(failure.getMessage())));
    }
    err.println(name + ": " + lines.getFirst());
    err.println("See " + name + " --help.");
    err.flush();
    return BAD_USAGE;
  }

  private static String missing(List<CommandLine.Model.ArgSpec> arguments) {
    boolean either = arguments.stream().allMatch(each -> each.group() != null);
    return arguments.stream()
            .map(Errors::label)
            .collect(Collectors.joining(either ? " or " : ", ", "missing: ", "."))
        + (arguments.stream().anyMatch(each -> each.isPositional() && mayBeSwallowed(each))
            ? " It comes first: an option that takes several values takes all that follow."
            : "");
  }

  /** Whether an option of the same command may have taken an argument for one of its values. */
  private static boolean mayBeSwallowed(CommandLine.Model.ArgSpec argument) {
    return argument.command().options().stream().anyMatch(option -> option.arity().max() > 1);
  }

  private static String label(CommandLine.Model.ArgSpec argument) {
    if (!(argument instanceof CommandLine.Model.OptionSpec option)) {
      return argument.paramLabel();
    }
    boolean flag = option.arity().max() == 0;
    return flag ? option.longestName() : option.longestName() + " " + option.paramLabel();
  }

  /** What is wrong with a value, in words that do not name types of Java. */
  private static String value(String message) {
    Matcher choice = CHOICE.matcher(message);
    if (!choice.matches()) {
      return message
          .replaceFirst("is not an? (int|long)$", "is not a whole number")
          .replaceFirst("is not an? (float|double)$", "is not a number");
    }
    String known = choice.group(2).toLowerCase(Locale.ROOT);
    String given = choice.group(3);
    return choice.group(1)
        + ": '"
        + given
        + "' is none of "
        + known
        + meant(given, List.of(known.split(", ", -1)));
  }

  /** An option in the place of a value is named in the message alone. */
  private static String unmatched(UnmatchedArgumentException e) {
    if (!e.getUnmatched().isEmpty()) {
      return e.getUnmatched().getFirst();
    }
    Matcher named = QUOTED.matcher(String.valueOf(e.getMessage()));
    return named.find() ? named.group(1) : "";
  }

  private static String unknown(String argument, CommandLine command) {
    boolean option = argument.startsWith("-") && argument.length() > 1;
    String word = option && argument.contains("=") ? argument.split("=", 2)[0] : argument;
    if (option) {
      return "unknown option '"
          + word
          + "'"
          + meant(word, command.getCommandSpec().optionsMap().keySet());
    }
    return command.getSubcommands().isEmpty()
        ? "unexpected '" + word + "'."
        : "unknown command '" + word + "'" + meant(word, command.getSubcommands().keySet());
  }

  private static String meant(String word, Iterable<String> known) {
    List<String> names = new ArrayList<>();
    known.forEach(names::add);
    return Nearest.to(word, names).map(name -> "; did you mean '" + name + "'?").orElse(".");
  }
}
