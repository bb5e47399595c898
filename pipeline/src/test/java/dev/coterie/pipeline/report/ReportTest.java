package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.JobFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path folder;

  private String html(ReportData data, ReportOptions options) throws IOException {
    Path file = folder.resolve("report.html");
    Report.html(data, file, options);
    return Files.readString(file);
  }

  @Test
  void staysSmall() throws IOException {
    String page = html(FakeReports.shop(1, 5000, 10), ReportOptions.defaults());
    assertThat(page.length()).isLessThan(2_500_000);
  }

  @Test
  void namesNothingOutsideItself() throws IOException {
    String page = html(FakeReports.shop(1, 100, 3), ReportOptions.defaults());
    int charts = page.indexOf("<script>");
    String own = page.substring(0, charts) + page.substring(page.indexOf("</script>", charts));
    assertThat(own)
        .doesNotContain("src=\"", "@import", "url(", "http:", "https:", "fetch(", "import(");
  }

  @Test
  void theDataBlockHoldsNoMarkup() throws IOException {
    String page = html(FakeReports.hostile(), ReportOptions.defaults());
    Matcher blocks =
        Pattern.compile("<script type=\"application/json\"[^>]*>(.*?)</script>", Pattern.DOTALL)
            .matcher(page);
    List<String> found = new ArrayList<>();
    while (blocks.find()) {
      found.add(blocks.group(1));
    }
    assertThat(found).hasSize(2).noneMatch(block -> block.contains("<"));
    assertThat(found.get(1)).contains("\\u003c/script>\\u003cimg");
  }

  @Test
  void withoutUsersNoIdIsAnywhere() throws IOException {
    ReportData data = FakeReports.shop(4, 700, 5);
    assertThat(html(data, new ReportOptions(ReportLanguage.ENGLISH, true)))
        .contains(FakeReports.ID);
    assertThat(html(data, new ReportOptions(ReportLanguage.ENGLISH, false)))
        .doesNotContain(FakeReports.ID);
  }

  @Test
  void theSameDataGivesTheSameBytes() throws IOException {
    assertThat(html(FakeReports.shop(6, 300, 4), ReportOptions.defaults()))
        .isEqualTo(html(FakeReports.shop(6, 300, 4), ReportOptions.defaults()));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaid() {
    Path nowhere = folder.resolve("no such folder").resolve("report.html");
    assertThatThrownBy(
            () -> Report.html(FakeReports.shop(1, 10, 2), nowhere, ReportOptions.defaults()))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("Check the folder");
  }

  @Test
  void anUnknownLanguageIsRefused() {
    assertThatThrownBy(() -> ReportLanguage.of("fr"))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("'fr'")
        .hasMessageContaining("en or zh");
    assertThat(ReportLanguage.of("zh")).isEqualTo(ReportLanguage.CHINESE);
  }
}
