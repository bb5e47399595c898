package dev.coterie.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.live.Planted;
import dev.coterie.server.RunningServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The examples of docs/api.md work, and every endpoint has one. */
class ApiPageTest {
  private static final Path PAGE = Path.of("../docs/api.md");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final String BASE = "http://localhost:8080";

  /** What a line with curl asks. */
  private record Example(String method, String path, String body) {
    static Example of(String line) {
      List<String> words = new ArrayList<>();
      for (Matcher word = WORD.matcher(line); word.find(); ) {
        words.add(word.group(1) != null ? word.group(1) : word.group(2));
      }
      String method = "";
      String path = "";
      String body = "";
      for (int i = 1; i < words.size(); i++) {
        switch (words.get(i)) {
          case "-X" -> method = words.get(++i);
          case "-d" -> body = words.get(++i);
          case "-H", "-o" -> i++;
          case "-N" -> {}
          default -> path = words.get(i).substring(BASE.length());
        }
      }
      return new Example(!method.isEmpty() ? method : body.isEmpty() ? "GET" : "POST", path, body);
    }
  }

  @TempDir private Path folder;

  @Test
  void everyExampleWorksAndEveryEndpointHasOne() throws IOException {
    List<Example> examples =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("curl "))
            .map(Example::of)
            .toList();
    try (RunningServer server =
        RunningServer.start(
            folder.resolve("data"), Planted.snapshot(folder), ServerOptions.local(0))) {
      for (Example example : examples) {
        Answer answer =
            example.body.isEmpty()
                ? server.send(example.method, example.path, "")
                : server.send(
                    example.method, example.path, example.body, "Content-Type", "application/json");
        boolean ended = example.method.equals("DELETE") && example.path.startsWith("/v1/fits/");
        assertThat(answer.status())
            .as("%s: %s", example, answer.response().body())
            .isBetween(ended ? 409 : 200, ended ? 409 : 299);
      }
      Set<String> shown = new TreeSet<>();
      JsonNode paths = server.get("/openapi.json").json().get("paths");
      for (String path : paths.propertyNames()) {
        Pattern filled = Pattern.compile(path.replaceAll("\\{[a-z]+}", "[^/]+"));
        for (String method : paths.get(path).propertyNames()) {
          boolean has =
              examples.stream()
                  .anyMatch(
                      each ->
                          each.method.toLowerCase(Locale.ROOT).equals(method)
                              && filled.matcher(each.path.replaceAll("\\?.*", "")).matches());
          shown.add(has ? "" : method + " " + path);
        }
      }
      assertThat(shown).as("endpoints without an example").containsExactly("");
    }
  }
}
