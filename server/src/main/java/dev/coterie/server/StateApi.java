package dev.coterie.server;

import dev.coterie.live.LiveSegments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the server is. */
@RestController
@Tag(name = "State")
final class StateApi {
  private final LiveSegments live;
  private final Figures figures;

  StateApi(LiveSegments live, Figures figures) {
    this.live = live;
    this.figures = figures;
  }

  record Health(String status) {}

  @GetMapping("/health/live")
  @Operation(summary = "Whether the process answers")
  Health live() {
    return new Health("up");
  }

  @GetMapping("/health/ready")
  @Operation(summary = "Whether it can be asked: 503 while the snapshot is being read")
  ResponseEntity<Health> ready() {
    boolean ready = live.isReady();
    return ResponseEntity.status(ready ? 200 : 503).body(new Health(ready ? "ready" : "starting"));
  }

  @GetMapping(value = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(summary = "Figures for Prometheus")
  String metrics() {
    return figures.scrape();
  }

  @GetMapping("/v1/backup")
  @Operation(
      summary = "Everything that the server keeps, as a zip",
      description = "As of one moment; the server goes on meanwhile. coterie restore takes it up.")
  void backup(HttpServletResponse response) throws IOException {
    live.serving();
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"coterie-backup.zip\"");
    live.backUp(response.getOutputStream());
  }

  @GetMapping("/")
  @Operation(hidden = true)
  ResponseEntity<Void> root() {
    return ResponseEntity.status(302).location(URI.create("/docs")).build();
  }
}
