package dev.coterie.pipeline.report;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's Chromium with a report open in it, and all that it complained of or asked for. */
final class ReportPageBrowser implements AutoCloseable {
  private static final List<String> USUAL =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/snap/bin/chromium",
          "/Applications/Chromium.app/Contents/MacOS/Chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  ReportPageBrowser() {
    Path chromium = chromium();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--no-first-run")));
  }

  private static Path chromium() {
    return Stream.concat(Optional.ofNullable(System.getenv("CHROMIUM")).stream(), USUAL.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "the browser tests need Chromium: install it (apt install chromium), or name it"
                        + " with CHROMIUM=/path/to/chromium"));
  }

  /** Opens a file and waits until it has drawn itself. */
  Page open(Path file, ColorScheme scheme, int width) {
    Page page =
        browser.newPage(
            new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(scheme));
    complaints.clear();
    requests.clear();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onRequest(request -> requests.add(request.url()));
    page.navigate(file.toUri().toString());
    page.waitForSelector("html[data-ready]");
    return page;
  }

  Page open(Path file) {
    return open(file, ColorScheme.LIGHT, 1400);
  }

  List<String> complaints() {
    return complaints;
  }

  /** Everything that was asked for besides the file itself and what stands in it. */
  List<String> requests(Page page) {
    String self = Objects.requireNonNull(page.url()).replaceFirst("#.*", "");
    return requests.stream()
        .filter(url -> !url.replaceFirst("#.*", "").equals(self) && !url.startsWith("data:"))
        .toList();
  }

  /** How many different colours a chart's canvas shows, once it has been drawn. */
  static int colours(Page page, String chart) {
    page.locator("#" + chart).scrollIntoViewIfNeeded();
    page.waitForTimeout(600);
    Object count =
        page.evaluate(
            """
            id => {
              const seen = new Set();
              for (const canvas of document.querySelectorAll(`#${id} canvas`)) {
                const { data } = canvas.getContext("2d")
                  .getImageData(0, 0, canvas.width, canvas.height);
                for (let i = 0; i < data.length; i += 4) {
                  if (data[i + 3] > 100) {
                    seen.add((data[i] >> 4 << 8) | (data[i + 1] >> 4 << 4) | data[i + 2] >> 4);
                  }
                }
              }
              return seen.size;
            }
            """,
            chart);
    return ((Number) count).intValue();
  }

  /** Puts the mouse on a place of the map, given as parts of its width and height in 65,535ths. */
  static void pointAt(Page page, double x, double y) {
    Locator chart = page.locator("#map-chart");
    chart.scrollIntoViewIfNeeded();
    List<?> place =
        (List<?>)
            page.evaluate(
                """
                place => {
                  const box = document.getElementById("map-chart");
                  const at = echarts.getInstanceByDom(box)
                    .convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, place);
                  const frame = box.getBoundingClientRect();
                  return [at[0] + frame.left, at[1] + frame.top];
                }
                """,
                List.of(x, y));
    page.mouse().move(1, 1);
    page.mouse().move(number(place.get(0)), number(place.get(1)));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
