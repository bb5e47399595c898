package dev.coterie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Fit;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.snapshot.ListedItem;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the README: it compiles, it runs, and the README shows just these lines. */
class ReadmeExampleTest {
  private static final int USERS = 120;
  private static final int THEMES = 3;
  private static final int ITEMS_A_THEME = 8;

  @TempDir private Path folder;

  @Test
  void itFindsSegmentsAndRecommends() throws IOException {
    Path events = events();
    Path out = folder.resolve("snapshot");
    Path temp = Files.createDirectories(folder.resolve("temp"));
    // README: from here
    var source = SourceConfiguration.of(List.of(events.toString()), List.of());
    var configuration = FitConfiguration.defaults().withSource(source);
    var machine = new Machine(2, 1L << 30, temp, VectorCache.none());

    Fit fit = InterestPipeline.fit(configuration, machine, Progress.NONE);
    fit.descriptions().forEach(segment -> System.out.println(segment.name()));

    SnapshotWriter.write(fit, out, false);
    List<ListedItem> list = SnapshotReader.open(out).list("u7");
    list.forEach(item -> System.out.println(item.rank() + " " + item.title()));
    // README: to here
    assertThat(fit.segmentation().segments()).isEqualTo(THEMES);
    assertThat(fit.descriptions())
        .hasSize(fit.segmentation().segments() + fit.segmentation().subsegments());
    assertThat(list).isNotEmpty().allSatisfy(item -> assertThat(item.reasons()).isNotEmpty());
  }

  @Test
  void theReadmeShowsTheLinesThatRun() throws IOException {
    String test =
        Files.readString(
            root().resolve("pipeline/src/test/java/dev/coterie/pipeline/ReadmeExampleTest.java"));
    // The last line, blanks alone, tells how deep the lines stand.
    String marked =
        between(test, "// README: " + "from here\n", "// README: " + "to here").stripIndent();
    String shown = between(Files.readString(root().resolve("README.md")), "```java\n", "```");
    assertThat(shown).isEqualTo(marked);
  }

  /** Users who go for items of one theme, and now and then for any other. */
  private Path events() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder csv = new StringBuilder("user,item,kind,time\n");
    for (int user = 0; user < USERS; user++) {
      for (int event = 0; event < 12; event++) {
        int theme = random.nextInt(8) == 0 ? random.nextInt(THEMES) : user % THEMES;
        int item = theme * ITEMS_A_THEME + random.nextInt(ITEMS_A_THEME);
        csv.append(
            "u%d,i%d,purchase,2026-03-%02dT10:00:00Z%n".formatted(user, item, 1 + 2 * event));
      }
    }
    return Files.writeString(folder.resolve("events.csv"), csv);
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("README.md")) ? here : here.resolve("..").normalize();
  }

  private static String between(String text, String start, String end) {
    assertThat(text).contains(start);
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
