package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.cli.terminal.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CoterieCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  static Stream<String> commands() {
    return new CommandLine(
            new CoterieCommand(),
            CoterieCommand.factory(
                terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream())))
        .getSubcommands().keySet().stream().filter(name -> !name.equals("help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpOfEveryCommandHasExamples(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out()).contains("Usage: coterie " + command).contains("Examples:");
    assertThat(err()).isEmpty();
  }

  @Test
  void helpAndVersionGoToStdout() {
    assertThat(run("--help")).isZero();
    assertThat(out()).contains("Usage: coterie").contains("doctor").contains("Exit codes:");
    assertThat(run("--version")).isZero();
    assertThat(out()).containsPattern("coterie \\d+\\.\\d+\\.\\d+");
  }

  @Test
  void anUnknownCommandIsRefusedWithTheNearest() {
    assertThat(run("docter")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            """
            coterie: unknown command 'docter'; did you mean 'doctor'?
            See coterie --help.
            """);
  }

  @Test
  void anUnknownOptionIsRefusedWithTheNearest() {
    assertThat(run("doctor", "--thread=3")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            """
            coterie doctor: unknown option '--thread'; did you mean '--threads'?
            See coterie doctor --help.
            """);
  }

  @Test
  void aValueThatIsNoneIsRefused() {
    assertThat(run("doctor", "--threads", "many")).isEqualTo(2);
    assertThat(err()).contains("--threads").contains("many");
    assertThat(run("doctor", "--format", "xml")).isEqualTo(2);
    assertThat(err()).contains("xml");
  }

  @Test
  void nothingAtAllIsRefused() {
    assertThat(run()).isEqualTo(2);
    assertThat(err()).contains("say which command to run");
  }

  @Test
  void optionsAreRefusedByNameAndValue() {
    assertThat(run("doctor", "--threads", "0")).isEqualTo(2);
    assertThat(err()).isEqualTo("coterie: --threads must be from 1 to 1024, not 0.\n");
    assertThat(out()).isEmpty();
  }

  @Test
  void aResultThatDoesNotArriveIsAFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThat(CoterieCommand.run(terminal(full, err), "--help")).isEqualTo(1);
    assertThat(err()).contains("Cannot write the result: No space left on device");
  }

  private int run(String... args) {
    out.reset();
    err.reset();
    return CoterieCommand.run(terminal(out, err), args);
  }

  private static Terminal terminal(OutputStream out, OutputStream err) {
    return new Terminal(
        new Results(out),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false,
        80,
        new Interruption(1, _ -> {}));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
