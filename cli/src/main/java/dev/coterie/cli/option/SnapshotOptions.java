package dev.coterie.cli.option;

import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The snapshot that a command reads, and how much the command says beside its result. */
public final class SnapshotOptions {
  @Parameters(paramLabel = "SNAPSHOT", description = "The folder that fit wrote.")
  private Path folder = Path.of("snapshot");

  @Option(names = "--quiet", description = "No notes.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Show where an error came from.")
  private boolean verbose;

  /** Opens it; refuses a folder that holds none. */
  public SnapshotReader open() {
    return SnapshotReader.open(folder);
  }

  public boolean quiet() {
    return quiet;
  }

  public boolean verbose() {
    return verbose;
  }
}
