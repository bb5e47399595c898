package dev.coterie.pipeline.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTML around the report's content: style, charts, script and data in one file.
 *
 * <p>Nothing from the data becomes markup. It stands as JSON in a block that is no script, with
 * every {@code <} escaped, and the page's script only ever writes it as text. A content security
 * policy backs that up: the browser runs the two scripts with the hashes given and no other, and
 * opens no connection.
 */
final class ReportPage {
  private static final String CHARTS =
      "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.min.js";

  private ReportPage() {}

  static byte[] of(Map<String, Object> content, ReportLanguage language) {
    String charts = resource(CHARTS);
    String script = ScriptModules.joined("main.js");
    Map<String, Object> messages = new LinkedHashMap<>();
    for (ReportLanguage each : ReportLanguage.values()) {
      messages.put(each.tag(), Messages.in(each).all());
    }
    String html =
        """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="%s">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>Coterie</title>
        <link rel="icon" href="data:,">
        <style>
        """
                .formatted(language.tag(), policy(charts, script))
            + resource("page/report.css")
            + "</style>\n</head>\n<body>\n<noscript>"
            + Messages.in(language).text("page.noscript")
            + "</noscript>\n<div id=\"page\"></div>\n"
            + json("messages", messages)
            + json("content", content)
            + "<script>"
            + charts
            + "</script>\n<script type=\"module\">"
            + script
            + "</script>\n</body>\n</html>\n";
    return html.getBytes(StandardCharsets.UTF_8);
  }

  private static String policy(String charts, String script) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:;"
        + " style-src 'unsafe-inline'; script-src 'sha256-"
        + sha256(charts)
        + "' 'sha256-"
        + sha256(script)
        + "'";
  }

  private static String json(String id, Map<String, Object> content) {
    String text = JsonMapper.builder().build().writeValueAsString(content);
    return "<script type=\"application/json\" id=\"%s\">".formatted(id)
        + text.replace("<", "\\u003c")
        + "</script>\n";
  }

  private static String sha256(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
