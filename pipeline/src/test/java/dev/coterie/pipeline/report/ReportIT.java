package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as a browser shows it. */
class ReportIT {
  private static final List<String> CHARTS =
      List.of("map-chart", "sizes-chart", "silhouette-chart", "curve-chart");

  private static ReportPageBrowser browser;

  @TempDir private static Path folder;

  @BeforeAll
  static void launch() {
    browser = new ReportPageBrowser();
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path written(ReportData data, ReportLanguage language, boolean users) {
    Path file = folder.resolve("report " + System.nanoTime() + ".html");
    Report.html(data, file, new ReportOptions(language, users));
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "ENGLISH, LIGHT, '800 users, 6 segments'",
    "ENGLISH, DARK, '800 users, 6 segments'",
    "CHINESE, LIGHT, '800 位用户，6 个分群'",
    "CHINESE, DARK, '800 位用户，6 个分群'"
  })
  void opensSilentlyAndDrawsEveryChart(ReportLanguage language, ColorScheme scheme, String title) {
    Page page = browser.open(written(FakeReports.shop(1, 800, 6), language, true), scheme, 1400);
    assertThat(page.locator("h1").textContent()).isEqualTo(title);
    for (String chart : CHARTS) {
      assertThat(ReportPageBrowser.colours(page, chart)).as(chart).isGreaterThan(6);
    }
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests(page)).isEmpty();
    page.close();
  }

  @Test
  void themeFollowsTheSystemUntilItIsSwitched() {
    Path file = written(FakeReports.shop(1, 200, 3), ReportLanguage.ENGLISH, true);
    Page page = browser.open(file, ColorScheme.DARK, 1000);
    String dark = background(page);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    String light = background(page);
    assertThat(light).isNotEqualTo(dark);
    press(page, "#theme-switch", "Space");
    assertThat(background(page)).isEqualTo(dark);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    press(page, "#theme-switch", "Space");
    assertThat(background(page)).isEqualTo(light);
    assertThat(browser.complaints()).isEmpty();
    page.close();
  }

  @Test
  void everySwitchIsReachedAndTurnedByTheKeyboard() {
    Page page = browser.open(written(FakeReports.shop(1, 200, 3), ReportLanguage.ENGLISH, true));
    tabTo(page, "language-switch");
    page.keyboard().press("Enter");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-Hans");
    assertThat(page.locator("#map h2").textContent()).isEqualTo("用户分布");
    assertThat(focused(page)).isEqualTo("language-switch");
    page.keyboard().press("Tab");
    assertThat(focused(page)).isEqualTo("theme-switch");
    page.keyboard().press("Enter");
    assertThat(focused(page)).isEqualTo("theme-switch");
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
    page.close();
  }

  @Test
  void aChosenSegmentFiltersThePage() {
    Page page = browser.open(written(FakeReports.shop(1, 800, 4), ReportLanguage.ENGLISH, true));
    Locator cards = page.locator("article.card:visible");
    assertThat(cards.count()).isEqualTo(4);
    press(page, ".chip[data-segment='2']", "Enter");
    assertThat(cards.count()).isEqualTo(1);
    assertThat(cards.first().getAttribute("id")).isEqualTo("segment-2");
    assertThat(page.locator(".chip[aria-pressed='true']").getAttribute("data-segment"))
        .isEqualTo("2");
    press(page, ".notice button", "Enter");
    assertThat(cards.count()).isEqualTo(4);
    assertThat(browser.complaints()).isEmpty();
    page.close();
  }

  @Test
  void aClickOnTheMapChoosesASegment() {
    ReportData data = FakeReports.shop(1, 800, 4);
    Page page = browser.open(written(data, ReportLanguage.ENGLISH, true));
    double[] centre = new UserColumns(data.users()).centres(4)[1];
    ReportPageBrowser.pointAt(page, centre[0], centre[1]);
    page.mouse().down();
    page.mouse().up();
    page.waitForSelector(".chip[data-segment='1'][aria-pressed='true']");
    assertThat(page.locator("article.card:visible").count()).isEqualTo(1);
    page.close();
  }

  @Test
  void theTreeIsCutByTheSliderAndColoursThePage() {
    Page page = browser.open(written(FakeReports.shop(1, 800, 5), ReportLanguage.ENGLISH, true));
    assertThat(page.locator("#tree .arm").count()).isEqualTo(8);
    assertThat(colours(page, ".chip .dot")).isEqualTo(5);
    assertThat(page.locator(".group:visible").count()).isZero();
    press(page, "#tree-cut", "ArrowLeft");
    press(page, "#tree-cut", "ArrowLeft");
    assertThat(page.locator(".cutter output").textContent()).isEqualTo("3 of 5");
    assertThat(page.locator(".group:visible").count()).isEqualTo(3);
    assertThat(colours(page, ".chip .dot")).isEqualTo(3);
    assertThat(colours(page, ".card", "::before")).isEqualTo(3);
    press(page, "#language-switch", "Enter");
    assertThat(page.locator(".cutter output").textContent()).isEqualTo("3 / 5");
    page.locator(".branches").click(new Locator.ClickOptions().setPosition(2, 5));
    assertThat(page.locator("#tree-cut").inputValue()).isEqualTo("5");
    assertThat(browser.complaints()).isEmpty();
    page.close();
  }

  @ParameterizedTest
  @CsvSource({"600", "50000"})
  void hoveringTheMapTellsTheUser(int users) {
    ReportData data = FakeReports.shop(3, users, 5);
    Page page = browser.open(written(data, ReportLanguage.ENGLISH, true));
    assertThat(ReportPageBrowser.colours(page, "map-chart")).isGreaterThan(6);
    pointAtLeftmost(page, data.users());
    page.waitForSelector(".tip:has-text('Confidence')");
    String tip = page.locator(".tip").first().textContent();
    assertThat(tip).contains("User " + FakeReports.ID).contains("%");
    assertThat(browser.complaints()).isEmpty();
    page.close();
  }

  @Test
  void textsFromTheDataAreInert() {
    ReportData data = FakeReports.hostile();
    Page page = browser.open(written(data, ReportLanguage.ENGLISH, true));
    page.locator("details").all().forEach(details -> details.locator("summary").first().click());
    double[] centre = new UserColumns(data.users()).centres(4)[0];
    ReportPageBrowser.pointAt(page, centre[0], centre[1]);
    page.waitForSelector(".tip");
    pointAtLeftmost(page, data.users());
    page.waitForSelector(".tip:has-text('Confidence')");
    page.locator("#language-switch").click();
    assertThat(page.locator(".card h3").first().textContent()).isEqualTo(FakeReports.EVIL + "0");
    assertThat(page.locator("img").count()).isZero();
    assertThat(page.locator("script").count()).isEqualTo(4);
    assertThat(page.evaluate("window.evil")).isNull();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests(page)).isEmpty();
    page.close();
  }

  @Test
  void thePolicyWouldStopWhatTheEscapesMissed() {
    Page page = browser.open(written(FakeReports.shop(1, 100, 2), ReportLanguage.ENGLISH, true));
    page.evaluate(
        """
        () => {
          const box = document.createElement("div");
          box.innerHTML = "<img src='https://example.org/x.png' onerror='window.evil = 1'>";
          document.body.append(box);
          const script = document.createElement("script");
          script.textContent = "window.evil = 1";
          document.body.append(script);
        }
        """);
    page.waitForTimeout(300);
    assertThat(page.evaluate("window.evil")).isNull();
    assertThat(browser.complaints()).anyMatch(line -> line.contains("Content Security Policy"));
    page.close();
  }

  @Test
  void withoutUsersTheyAreNumbered() {
    ReportData data = FakeReports.shop(5, 400, 4);
    Page page = browser.open(written(data, ReportLanguage.ENGLISH, false));
    assertThat(page.content()).doesNotContain(FakeReports.ID);
    assertThat(page.locator(".person h3").first().textContent()).matches("User \\d+");
    assertThat(page.locator(".card .tag").first().textContent()).isEqualTo("user 1");
    pointAtLeftmost(page, data.users());
    page.waitForSelector(".tip:has-text('Confidence')");
    assertThat(page.locator(".tip").first().textContent()).startsWith("A user");
    assertThat(browser.complaints()).isEmpty();
    page.close();
  }

  @ParameterizedTest
  @CsvSource({"390", "768", "1400"})
  void nothingIsWiderThanTheScreen(int width) {
    Path file = written(FakeReports.hostile(), ReportLanguage.ENGLISH, true);
    Page page = browser.open(file, ColorScheme.LIGHT, width);
    Object wide = page.evaluate("document.documentElement.scrollWidth");
    assertThat(((Number) wide).intValue()).isLessThanOrEqualTo(width);
    page.close();
  }

  @Test
  void oneSegmentWithoutACurveIsAReportToo() {
    Path file = written(FakeReports.single(), ReportLanguage.ENGLISH, true);
    Page page = browser.open(file);
    assertThat(page.locator("h1").textContent()).isEqualTo("5 users, one segment");
    assertThat(page.locator(".verdict").textContent()).contains("Nothing in this data justifies");
    assertThat(page.locator("#curve-chart").count()).isZero();
    assertThat(page.locator("#tree, nav a[href='#tree']").count()).isZero();
    assertThat(browser.complaints()).isEmpty();
    page.close();
  }

  /** How many colours the elements have. */
  private static int colours(Page page, String selector, String... part) {
    Object count =
        page.evaluate(
            """
            ([selector, part]) => new Set(Array.from(document.querySelectorAll(selector),
              (each) => getComputedStyle(each, part).backgroundColor)).size
            """,
            Arrays.asList(selector, part.length == 0 ? null : part[0]));
    return ((Number) count).intValue();
  }

  private static void pointAtLeftmost(Page page, ReportData.Users users) {
    int leftmost = 0;
    for (int u = 0; u < users.size(); u++) {
      if (users.mapX()[u] < users.mapX()[leftmost]) {
        leftmost = u;
      }
    }
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float y : users.mapY()) {
      least = Math.min(least, y);
      most = Math.max(most, y);
    }
    ReportPageBrowser.pointAt(
        page, 0, 65_535 * (users.mapY()[leftmost] - least) / ((double) most - least));
  }

  private static void tabTo(Page page, String id) {
    for (int presses = 0; presses < 30 && !focused(page).equals(id); presses++) {
      page.keyboard().press("Tab");
    }
    assertThat(focused(page)).isEqualTo(id);
  }

  private static void press(Page page, String selector, String key) {
    page.locator(selector).focus();
    page.keyboard().press(key);
  }

  private static String focused(Page page) {
    return (String) page.evaluate("document.activeElement.id");
  }

  private static String background(Page page) {
    page.waitForTimeout(50);
    return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
  }
}
