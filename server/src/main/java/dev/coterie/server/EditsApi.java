package dev.coterie.server;

import dev.coterie.domain.Edits;
import dev.coterie.live.LiveSegments;
import dev.coterie.live.answer.Serving;
import dev.coterie.pipeline.edit.Editing;
import dev.coterie.pipeline.edit.ToldEdit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What people change of the segments, as {@code coterie edit} does. */
@RestController
@Tag(name = "Segments")
final class EditsApi {
  private final LiveSegments live;
  private final JsonMapper json;

  EditsApi(LiveSegments live, JsonMapper json) {
    this.live = live;
    this.json = json;
  }

  /**
   * A change of one segment; one of the first six is given.
   *
   * @param locked true: name and description stay as they are through every fit
   * @param hidden true: it is not shown; its users stay in it
   * @param merge ids of segments that become a part of it
   * @param split into how many
   * @param revision that the caller saw; where others changed something since, it is refused
   */
  record Change(
      @Nullable String name,
      @Nullable String description,
      @Nullable Boolean locked,
      @Nullable Boolean hidden,
      @Nullable List<String> merge,
      @Nullable Integer split,
      @Nullable Integer revision) {
    Change {
      if (Stream.of(name, description, locked, hidden, merge, split)
              .filter(Objects::nonNull)
              .count()
          != 1) {
        throw new IllegalArgumentException(
            "give one of name, description, locked, hidden, merge, split");
      }
      if (Boolean.FALSE.equals(locked) || Boolean.FALSE.equals(hidden)) {
        throw new IllegalArgumentException(
            "locked and hidden can be true only; DELETE /v1/edits/{number} takes an edit back");
      }
    }

    Edits.Entry of(String id, Editing editing) {
      if (name != null) {
        return editing.rename(id, name);
      }
      if (description != null) {
        return editing.describe(id, description);
      }
      if (merge != null) {
        return editing.merge(id, merge);
      }
      if (split != null) {
        return editing.split(id, OptionalInt.of(split));
      }
      return locked != null ? editing.lock(id) : editing.hide(id);
    }
  }

  /**
   * What people changed of the served snapshot.
   *
   * @param edits in their order; one that does not hold for this fit says why
   */
  record Changes(int revision, List<ToldEdit> edits) {
    static Changes of(Editing editing) {
      return new Changes(editing.edits().revision(), editing.told());
    }
  }

  @PatchMapping("/v1/segments/{id}")
  @Operation(
      summary = "Rename, describe, lock, hide, merge or split a segment",
      description =
          "One change at a time, in every answer from then on, kept beside the snapshot and made"
              + " again of every fit. 409 where others changed something since the revision that"
              + " is given, or where it cannot be done.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Change.class))))
  Changes change(@PathVariable String id, HttpServletRequest request) throws IOException {
    Change change = Web.read(request, json, Change.class);
    Serving serving = live.serving();
    if (serving.evidence(id).isEmpty()) {
      throw SegmentsApi.missing(serving, id);
    }
    return live.edit(
        editing -> {
          if (change.revision != null) {
            editing.since(change.revision);
          }
          change.of(id, editing);
          return Changes.of(editing);
        });
  }

  @GetMapping("/v1/edits")
  @Operation(summary = "What people changed of the segments")
  Changes all() {
    return Changes.of(live.editing());
  }

  @DeleteMapping("/v1/edits/{number}")
  @Operation(summary = "Take an edit back: 409 where a later one rests on it")
  Changes undo(@PathVariable int number) {
    return live.edit(
        editing -> {
          if (editing.edits().entries().stream().noneMatch(entry -> entry.number() == number)) {
            throw Refusal.missing("edit", Integer.toString(number));
          }
          editing.undo(number);
          return Changes.of(editing);
        });
  }
}
