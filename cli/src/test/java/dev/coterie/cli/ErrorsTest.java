package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.JobFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new BadUsage("k must be at least 1, not 0."), 2, "not 0."),
        Arguments.of(new BadInput("no such file: a.csv"), 3, "no such file: a.csv"),
        Arguments.of(new JobFailed("disk full"), 1, "disk full"),
        Arguments.of(new CancellationException(), 130, "interrupted"),
        Arguments.of(new OutOfMemoryError("Java heap space"), 1, "--memory"),
        Arguments.of(
            new CompletionException(
                new ExceptionInInitializerError(
                    new IllegalStateException(new IOException("No space left on device")))),
            1,
            "Cannot load a library: No space left on device"),
        Arguments.of(new IllegalStateException("row 7"), 1, "this is a bug"),
        Arguments.of(new StackOverflowError(), 1, "--verbose"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsACodeAndAtMostThreeLines(Throwable failure, int code, String part) {
    StringWriter text = new StringWriter();

    assertThat(Errors.tell(failure, false, new PrintWriter(text))).isEqualTo(code);
    assertThat(text.toString()).startsWith("coterie: ").contains(part).doesNotContain("\tat ");
    assertThat(text.toString().lines()).hasSizeBetween(1, 3);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void verboseAddsWhereItCameFrom(Throwable failure, int code, String part) {
    StringWriter text = new StringWriter();

    assertThat(Errors.tell(failure, true, new PrintWriter(text))).isEqualTo(code);
    assertThat(text.toString()).contains(part).contains("\tat ");
  }
}
