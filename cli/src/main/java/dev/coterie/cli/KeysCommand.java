package dev.coterie.cli;

import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.server.access.Keys;
import dev.coterie.server.access.Scope;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** API keys of a server. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "create|list|revoke",
    description =
        "Creates, lists and revokes API keys of the server; one that runs follows at once.",
    subcommands = {KeysCommand.Create.class, KeysCommand.All.class, KeysCommand.Revoke.class},
    footer = {
      "",
      "Examples:",
      "  coterie keys create --name shop --scopes ingest,read",
      "  coterie keys list",
      "  coterie keys revoke 1f2e3d4c5b6a"
    })
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say create, list or revoke.");
  }

  private static final class Folder {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The folder of the server (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("coterie-data");

    Keys keys() {
      return new Keys(DataFolder.keys(data));
    }
  }

  /** A key as it is shown; never the key itself. */
  private record Shown(
      String id, String name, List<String> scopes, String created, @Nullable String revoked) {
    static Shown of(Keys.Entry entry) {
      return new Shown(
          entry.id(),
          entry.name(),
          entry.scopes().stream().map(Scope::word).toList(),
          entry.created(),
          entry.revoked());
    }
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a key and prints it; it is not kept, so that it cannot be shown again.")
  static final class Create implements Runnable {
    private final Terminal terminal;
    @Mixin private Folder folder = new Folder();

    @Option(names = "--name", description = "What it is for.")
    private String name = "";

    @Option(
        names = "--scopes",
        paramLabel = "SCOPES",
        description = "ingest, read, admin, joined by commas (default: ${DEFAULT-VALUE}).")
    private String scopes = "ingest,read";

    Create(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void run() {
      if (name.length() > 100) {
        throw new BadUsage("--name has more than 100 characters.");
      }
      Keys.Created created = folder.keys().create(name, Scope.parse(scopes));
      terminal.note(
          false, "key " + created.entry().id() + "; keep what follows, it is shown only now:");
      terminal.output(new FormatOption()).line(created.key());
    }
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys.")
  static final class All implements Runnable {
    private final Terminal terminal;
    @Mixin private Folder folder = new Folder();
    @Mixin private FormatOption format = new FormatOption();

    All(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void run() {
      List<Shown> keys = folder.keys().all().stream().map(Shown::of).toList();
      Table table = new Table("id", "name", "scopes", "created", "revoked");
      for (Shown key : keys) {
        table.row(
            key.id,
            key.name,
            String.join(",", key.scopes),
            key.created,
            key.revoked == null ? "" : key.revoked);
      }
      terminal.output(format).print(keys, table);
    }
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Makes a key useless at once.")
  static final class Revoke implements Runnable {
    private final Terminal terminal;
    @Mixin private Folder folder = new Folder();

    @Parameters(paramLabel = "ID", description = "As list shows it.")
    private String id = "";

    Revoke(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void run() {
      folder.keys().revoke(id);
      terminal.note(false, "revoked " + id);
    }
  }
}
