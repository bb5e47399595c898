package dev.coterie.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultsTest {
  @Test
  void whatArrivesIsNotLost() {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    Results results = new Results(target);

    results.println("茶");

    assertThat(results.lost()).isEmpty();
    assertThat(target.toString(StandardCharsets.UTF_8)).startsWith("茶");
  }

  @Test
  void aFullDiskLosesResults() {
    Results results = new Results(failing("No space left on device"));

    results.println("a");

    assertThat(results.lost()).hasValueSatisfying(e -> assertThat(e).hasMessageContaining("space"));
  }

  @Test
  void aReaderThatWentAwayHasSeenEnough() {
    Results results = new Results(failing("Broken pipe"));

    results.println("a");

    assertThat(results.lost()).isEmpty();
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
