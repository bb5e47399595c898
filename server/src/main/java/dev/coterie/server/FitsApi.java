package dev.coterie.server;

import dev.coterie.live.LiveSegments;
import dev.coterie.live.folder.SnapshotEntry;
import dev.coterie.live.people.Drift;
import dev.coterie.live.refit.FitStatus;
import dev.coterie.live.refit.FitStatus.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Fits in the background, and which snapshot is served. */
@RestController
@Tag(name = "Fits and snapshots")
final class FitsApi {
  private static final long BETWEEN_MILLIS = 300;

  private final LiveSegments live;

  FitsApi(LiveSegments live) {
    this.live = live;
  }

  record Fits(List<FitStatus> fits, Drift.Figures drift) {}

  record Snapshots(String active, List<SnapshotEntry> snapshots) {}

  @PostMapping("/v1/fits")
  @Operation(
      summary = "Fit the served snapshot's data with what came since",
      description =
          "In the background, one at a time; ids and edits of segments are kept. The result is"
              + " served when it is good enough, and refused with the reason when it is not.")
  ResponseEntity<FitStatus> start() {
    live.serving();
    return ResponseEntity.accepted()
        .body(
            live.refits()
                .start()
                .orElseThrow(() -> new Refusal(409, "a fit runs already; see GET /v1/fits")));
  }

  @GetMapping("/v1/fits")
  @Operation(summary = "The fits since the server started, and whether one is due")
  Fits all() {
    return new Fits(live.refits().all(), live.serving().people().drift().figures());
  }

  @GetMapping("/v1/fits/{id}")
  @Operation(summary = "How far a fit is, or how it ended")
  FitStatus one(@PathVariable String id) {
    return live.refits().status(id).orElseThrow(() -> Refusal.missing("fit", id));
  }

  @GetMapping(value = "/v1/fits/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(summary = "The same as server-sent events, until it has ended")
  SseEmitter events(@PathVariable String id) {
    FitStatus first = one(id);
    SseEmitter emitter = new SseEmitter(0L);
    Thread.ofVirtual().name("coterie-fit-events").start(() -> send(emitter, id, first));
    return emitter;
  }

  private void send(SseEmitter emitter, String id, FitStatus first) {
    try {
      FitStatus status = first;
      emitter.send(status, MediaType.APPLICATION_JSON);
      while (status.state() == State.RUNNING) {
        Thread.sleep(BETWEEN_MILLIS);
        FitStatus now = one(id);
        if (!now.equals(status)) {
          emitter.send(now, MediaType.APPLICATION_JSON);
        }
        status = now;
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      emitter.completeWithError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    }
  }

  @DeleteMapping("/v1/fits/{id}")
  @Operation(summary = "Cancel the fit that runs")
  ResponseEntity<FitStatus> cancel(@PathVariable String id) {
    FitStatus status = one(id);
    if (!live.refits().cancel(id)) {
      throw new Refusal(409, "the fit has ended: " + status.state());
    }
    return ResponseEntity.accepted().body(one(id));
  }

  @GetMapping("/v1/snapshots")
  @Operation(summary = "The snapshots that were served, and which one is")
  Snapshots snapshots() {
    return new Snapshots(live.active().id(), live.snapshots());
  }

  @PostMapping("/v1/snapshots/{id}/activate")
  @Operation(summary = "Serve an earlier snapshot, or a later one again")
  Snapshots activate(@PathVariable String id) {
    if (!live.activate(id)) {
      throw Refusal.missing("snapshot", id);
    }
    return snapshots();
  }
}
