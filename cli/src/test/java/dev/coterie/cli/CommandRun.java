package dev.coterie.cli;

import dev.coterie.cli.terminal.Results;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command that was run without a terminal.
 *
 * @param code that it ended with
 */
record CommandRun(int code, String out, String err) {
  static CommandRun of(Object... arguments) {
    return of(new Interruption(1, _ -> {}), arguments);
  }

  /** One that Ctrl-C has reached before its first report of progress. */
  static CommandRun interrupted(Object... arguments) {
    Interruption interruption = new Interruption(1, _ -> {});
    interruption.stop(2);
    return of(interruption, arguments);
  }

  private static CommandRun of(Interruption interruption, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = String.valueOf(arguments[i]);
    }
    int code =
        CoterieCommand.run(
            new Terminal(
                new Results(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                80,
                interruption),
            words);
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What it printed, as JSON. */
  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
