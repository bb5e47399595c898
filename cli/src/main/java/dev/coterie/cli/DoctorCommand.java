package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.option.SettingOptions;
import dev.coterie.cli.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what is in use on this machine and what is missing. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Tells what is in use on this machine, what is missing, and the remedy.",
    footer = {
      "",
      "Ends with 1 where something is missing that Coterie cannot work without.",
      "",
      "Examples:",
      "  coterie doctor                                    a table",
      "  coterie doctor --memory 6G --cache /big/cache     with other settings",
      "  coterie doctor --config shop.yaml                 also the models that it names",
      "  coterie doctor --format json                      ready, checks[] with name, status, found,",
      "                                                    remedy"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private SettingOptions settings = new SettingOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The JSON document. */
  private record Report(boolean ready, List<Checkup.Finding> checks) {}

  @Override
  public Integer call() {
    List<Checkup.Finding> findings = new ArrayList<>(Checkup.of(compute));
    findings.addAll(RemoteModels.of(settings.file().read(), System.getenv()));
    boolean ready = findings.stream().noneMatch(f -> f.status() == Checkup.Status.MISSING);
    Table table = new Table("check", "status", "found", "remedy");
    for (Checkup.Finding finding : findings) {
      table.row(
          finding.name(), finding.status().label(), finding.found(), finding.remedy().orElse(""));
    }
    terminal.output(format).print(new Report(ready, findings), table);
    return ready ? Errors.DONE : Errors.FAILED;
  }
}
