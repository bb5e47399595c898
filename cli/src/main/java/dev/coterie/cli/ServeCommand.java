package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The live server. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves a snapshot over HTTP, and keeps it live: events in, lists out.",
    footer = {
      "",
      "Everything is kept in the folder of --data. Without --snapshot the one that was served last",
      "is served; at the first start the bundled sample is fitted. Without API keys the server",
      "listens on this machine only (coterie keys create). Every option can stand in a YAML file",
      "under its name (port: 8080), or in the environment (COTERIE_SERVE_PORT=8080).",
      "",
      "Examples:",
      "  coterie serve                                          the sample; then open localhost:8080",
      "  coterie serve --snapshot snapshot/ --data shop-data --port 9000"
    })
final class ServeCommand implements Runnable {
  private final Terminal terminal;

  @Option(names = "--data", paramLabel = "DIR", description = "Its folder (default: coterie-data).")
  private @Nullable String data;

  @Option(
      names = "--snapshot",
      paramLabel = "DIR",
      description = "A snapshot to take up, and to serve from then on.")
  private @Nullable String snapshot;

  @Option(names = "--port", paramLabel = "N", description = "0 for any free one (default: 8080).")
  private @Nullable String port;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "What to listen on (default: 127.0.0.1); others than loopback need keys.")
  private @Nullable String address;

  @Option(names = "--log", description = "Write each request to stderr, as a line of JSON.")
  private boolean log;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "One more setting: rate-limit, tls-certificate, tls-key, queue, refit-hours, refit-on-drift, keep-snapshots, erasures.")
  private Map<String, String> more = new LinkedHashMap<>();

  @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
  private @Nullable Path config;

  @Mixin private ComputeOptions compute = new ComputeOptions();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    new ServeRun(terminal, compute).run(Optional.ofNullable(config), options());
  }

  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>(more);
    put(options, "data", data);
    put(options, "snapshot", snapshot);
    put(options, "port", port);
    put(options, "address", address);
    if (log) {
      options.put("log", "true");
    }
    return options;
  }

  private static void put(Map<String, String> options, String key, @Nullable String value) {
    if (value != null) {
      options.put(key, value);
    }
  }
}
