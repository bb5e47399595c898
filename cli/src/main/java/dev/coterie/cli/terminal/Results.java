package dev.coterie.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where results go, as UTF-8; it knows afterwards whether all of them arrived. */
public final class Results extends PrintStream {
  private final Watched target;

  public Results(OutputStream target) {
    this(new Watched(target));
  }

  private Results(Watched target) {
    super(new BufferedOutputStream(target), true, StandardCharsets.UTF_8);
    this.target = target;
  }

  /**
   * Why results were lost. A reader that has seen enough and went away, as {@code head} does, lost
   * nothing.
   */
  public Optional<IOException> lost() {
    flush();
    return Optional.ofNullable(target.failure)
        .filter(e -> !String.valueOf(e.getMessage()).contains("Broken pipe"));
  }

  /** A print stream tells only that something failed. */
  private static final class Watched extends OutputStream {
    private final OutputStream target;
    private @Nullable IOException failure;

    Watched(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        target.write(bytes, from, count);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }
  }
}
