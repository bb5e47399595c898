package dev.coterie.cli;

import dev.coterie.cli.option.TalkOptions;
import dev.coterie.live.backup.Backup;
import java.nio.file.Path;
import java.util.List;
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
      "Users who were erased after the backup was made are in it. Their erasures are in the server's",
      "record, erasures.jsonl in its folder (or where its setting erasures put another): give it",
      "with --erased, and they are erased again.",
      "",
      "Examples:",
      "  coterie restore shop.zip",
      "  coterie restore shop.zip --data new-data --erased shop-data/erasures.jsonl"
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

  @Option(
      names = "--erased",
      paramLabel = "FILE",
      description = "A record of erasures; those that the backup lacks are done again.")
  private List<Path> erased = List.of();

  @Mixin private TalkOptions talk = new TalkOptions();

  RestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    int again = Backup.restore(file, data, BackupCommand.STORE_BYTES, erased);
    terminal.note(
        talk.quiet(),
        "restored %s; %s"
            .formatted(
                data,
                erased.isEmpty()
                    ? "users who were erased after the backup was made are in it, unless --erased names them"
                    : "erasures since the backup that were done again: " + again));
  }
}
