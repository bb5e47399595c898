package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.numeric.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The story of four weeks that docs/upkeep.md tells, run command by command. */
class UpkeepPageTest {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern FILE = Pattern.compile("week-\\d(\\.html)?|.*\\.(yaml|csv)");

  @TempDir private Path folder;

  @Test
  void theStoryOfFourWeeksRuns() throws IOException {
    SmallShop shop = SmallShop.write(folder, 60);
    Files.writeString(
        folder.resolve("shop.yaml"),
        """
        source: {events: ['%s'], items: ['%s']}
        embedding: {otherwise: tfidf}
        segments: {k: 3}
        """
            .formatted(shop.events(), shop.items()));
    String page = Files.readString(page());
    Files.writeString(folder.resolve("segments.yaml"), block(page, "    segments:"));
    Files.writeString(
        folder.resolve("new.csv"),
        "user_id,event_type,item_id,query,timestamp\n"
            + SmallShop.eventsOf("new", 1, Seeds.stream(1, "new")));

    List<String> commands =
        page.lines().filter(line -> line.startsWith("    coterie ")).map(String::strip).toList();
    assertThat(commands).hasSizeGreaterThan(12);
    for (String command : commands) {
      CommandRun run = CommandRun.of(words(command).toArray());
      assertThat(run.code()).as(command + "\n" + run.err()).isZero();
    }

    assertThat(segment("week-2", "s1").get("name").asString()).isEqualTo("Espresso at home");
    assertThat(segment("week-4", "s1").get("name").asString()).isEqualTo("Espresso at home");
    assertThat(ids("week-3")).contains("s2").doesNotContain("s3");
    assertThat(ids("week-4")).contains("gardeners");
    assertThat(folder.resolve("week-4.html")).content().contains("Gardeners", "Espresso at home");
  }

  private List<Object> words(String command) {
    List<Object> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      words.add(FILE.matcher(word).matches() ? folder.resolve(word) : word);
    }
    words.removeFirst();
    if (words.contains("fit") || words.contains("assign")) {
      words.add("--no-cache");
    }
    return words;
  }

  /** The lines of an indented block that begins so, without their indent. */
  private static String block(String page, String start) {
    StringBuilder block = new StringBuilder();
    page.substring(page.indexOf(start))
        .lines()
        .takeWhile(line -> line.startsWith("    "))
        .forEach(line -> block.append(line.substring(4)).append('\n'));
    return block.toString();
  }

  private JsonNode segments(String of) {
    return CommandRun.of("segments", folder.resolve(of), "--format", "json").json().get("segments");
  }

  private Set<String> ids(String of) {
    Set<String> ids = new HashSet<>();
    segments(of).forEach(segment -> ids.add(segment.get("id").asString()));
    return ids;
  }

  private JsonNode segment(String of, String id) {
    for (JsonNode segment : segments(of)) {
      if (segment.get("id").asString().equals(id)) {
        return segment;
      }
    }
    throw new AssertionError("no segment " + id + " in " + of);
  }

  private static Path page() {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("docs")) ? here : here.resolve("..").normalize();
    return root.resolve("docs/upkeep.md");
  }
}
