package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.live.backup.Backup;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The folder of a server from a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "Makes the folder of a server from what backup wrote.",
    footer = {
      "",
      "Users who were erased after the backup was made are in it: erase them again.",
      "",
      "Examples:",
      "  coterie restore shop.zip",
      "  coterie restore shop.zip --data shop-data && coterie serve --data shop-data"
    })
final class RestoreCommand implements Runnable {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The zip.")
  private Path file = Path.of("backup.zip");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A folder that is new or empty (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("coterie-data");

  @Mixin private ComputeOptions compute = new ComputeOptions();

  RestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Backup.restore(file, data, compute.memory().bytes() / 2);
    terminal.note(compute.quiet(), "restored " + data);
  }
}
