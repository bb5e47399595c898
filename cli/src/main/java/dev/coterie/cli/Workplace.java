package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.ingest.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a command that computes may use of the machine; its temporary folder ends with it. */
final class Workplace implements AutoCloseable {
  private final Machine machine;
  private final Interruption interruption;

  private Workplace(Machine machine, Interruption interruption) {
    this.machine = machine;
    this.interruption = interruption;
  }

  static Workplace open(Terminal terminal, ComputeOptions options) {
    int threads = options.threads();
    long memory = options.memory().bytes();
    VectorCache cache = options.cache().map(VectorCache::in).orElseGet(VectorCache::none);
    try {
      Path temp = Files.createTempDirectory("coterie-");
      terminal.interruption().unfinished(temp);
      return new Workplace(new Machine(threads, memory, temp, cache), terminal.interruption());
    } catch (IOException e) {
      throw new JobFailed(
          "Cannot make a temporary folder in %s: %s\nFree space there, or name another with -Djava.io.tmpdir in COTERIE_JAVA_OPTIONS."
              .formatted(System.getProperty("java.io.tmpdir"), e),
          e);
    }
  }

  Machine machine() {
    return machine;
  }

  Resources reading() {
    return new Resources(machine.threads(), machine.readingBytes(), machine.temp());
  }

  @Override
  public void close() {
    try {
      Folders.delete(machine.temp());
      interruption.finished(machine.temp());
    } catch (IOException e) {
      System.getLogger(Workplace.class.getName())
          .log(System.Logger.Level.WARNING, "could not delete {0}: {1}", machine.temp(), e);
    }
  }
}
