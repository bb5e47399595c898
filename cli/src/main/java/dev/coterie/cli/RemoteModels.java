package dev.coterie.cli;

import dev.coterie.cli.Checkup.Finding;
import dev.coterie.cli.Checkup.Status;
import dev.coterie.pipeline.FitConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Tells of the models on servers that a configuration names, for {@code doctor}; asks none. */
final class RemoteModels {
  private RemoteModels() {}

  static List<Finding> of(FitConfiguration configuration, Map<String, String> environment) {
    List<Finding> findings = new ArrayList<>();
    TreeSet<String> models = new TreeSet<>(configuration.embedding().models().values());
    models.add(configuration.embedding().otherwise());
    for (String model : models) {
      if (model.startsWith("http://") || model.startsWith("https://")) {
        String[] parts = model.split("#", 2);
        findings.add(
            server(
                "remote embedder",
                parts.length == 2 ? parts[1] : "",
                parts[0],
                configuration.embedding().remote().keyVariable(),
                environment));
      }
    }
    Optional<String> url = configuration.chat().url();
    findings.add(
        url.isEmpty()
            ? new Finding(
                "chat model", Status.OK, "none, which is fine (chat.url)", Optional.empty())
            : server(
                "chat model",
                configuration.chat().model().orElse(""),
                url.get(),
                configuration.chat().keyVariable(),
                environment));
    return findings;
  }

  private static Finding server(
      String name, String model, String url, String variable, Map<String, String> environment) {
    boolean key = !environment.getOrDefault(variable, "").isBlank();
    String found =
        "%s at %s, key %s".formatted(model, url, (key ? "in " : "not set in ") + variable);
    if (model.isEmpty()) {
      return new Finding(name, Status.WARNING, found, Optional.of("write URL#MODEL"));
    }
    return key || url.matches("https?://(localhost|127\\.|\\[::1]).*")
        ? new Finding(name, Status.OK, found, Optional.empty())
        : new Finding(
            name,
            Status.WARNING,
            found,
            Optional.of("set " + variable + " if the server wants a key"));
  }
}
